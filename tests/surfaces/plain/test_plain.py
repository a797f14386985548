"""Plain text, e-mail HTML and the preview page: readable, and nothing in a value becomes markup."""

import re
from html.parser import HTMLParser

from bot.cli.preview import preview_page
from bot.message import (
    Actions,
    Button,
    Chart,
    Column,
    Facts,
    Form,
    Image,
    Message,
    Series,
    Step,
    Steps,
    Table,
    Text,
    TextInput,
    line,
    link,
)  # fmt: skip
from bot.surfaces.plain.html import html
from bot.surfaces.plain.text import plain_text
from tests.surfaces.conftest import CARD

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_plain_text_reads_like_the_card():
    assert plain_text(CARD).splitlines() == [
        "Acme · mid tier", "Land ✓ ─ ADOPT", "> First value: 2 of 4", "> Next call", "Renews: 14 Mar",
        "KPI     Now", "logins   41", "users     5", "[Draft]",
    ]  # fmt: skip


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def evil_message():
    return Message(
        title=line(EVIL), blocks=(
            Text(lines=(line(EVIL, link("x", "javascript:alert(1)"), link(EVIL, 'https://a.example/"onx="')),)),
            Facts(pairs=((EVIL, EVIL),)), Steps(steps=(Step(text=EVIL, state="late", note=EVIL),)),
            Table(columns=(Column(title=EVIL),), rows=((EVIL,),), caption=EVIL),
            Chart(title=EVIL, labels=(EVIL,), series=(Series(name=EVIL, values=(1,)),), unit=EVIL),
            Image(alt=EVIL, name="x.png", png_base64="AA=="),
            Actions(elements=(Button(label=EVIL, action="a", target="1", address="javascript:alert(1)"),)),
        ),
    )  # fmt: skip


def test_nothing_in_a_value_becomes_markup():
    form = Form(action="a", target="1", title="T", submit="S", inputs=(TextInput(name="n", label=EVIL, value=EVIL),))
    for page in (html(evil_message()), preview_page([(EVIL, evil_message()), ("form", form)])):
        tags = Tags()
        tags.feed(page)
        assert "script" not in tags.tags
        assert not [name for name in tags.attributes if name.startswith("on")]
        assert not re.search(r'href="javascript', page)
