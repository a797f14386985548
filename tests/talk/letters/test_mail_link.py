"""A letter as an address that opens it in a mail program."""

from urllib.parse import parse_qs, urlsplit

from bot.talk.letters.mail_link import SAFE, mail_link


def test_all_of_it_arrives_as_it_was_written() -> None:
    text = "Dear Dana,\n\nYou said “faster & 100% safe?” – #1 = ours.\n\nKind regards,\nOlga"
    found = mail_link("dana+x@acme.example", "Your goal & the rest?", text)
    parts = urlsplit(found.address)
    assert (parts.scheme, parts.path) == ("mailto", "dana%2Bx@acme.example")
    assert parse_qs(parts.query) == {"subject": ["Your goal & the rest?"], "body": [text.replace("\n", "\r\n")]}
    assert found.whole


def test_what_mail_programs_would_not_open_has_the_subject_only() -> None:
    found = mail_link("dana@acme.example", "Your goal", "ö" * (SAFE // 6))
    assert not found.whole
    assert found.address == "mailto:dana@acme.example?subject=Your%20goal"
    assert len(mail_link(None, "Your goal", "o" * (SAFE - 40)).address) <= SAFE


def test_what_is_no_address_of_one_person_is_left_to_the_mail_program() -> None:
    several, hidden = "a@b.example, boss@else.example", "a@b.example?bcc=spy@else.example"
    for wrong in (None, "", "not known", several, hidden, "a@b.example\nBcc: z@y.example"):
        assert mail_link(wrong, "Hello", "Hi").address == "mailto:?subject=Hello&body=Hi"
