"""What customers have asked, wished for and told, as their CSMs logged it in the weeks before this morning."""

from dataclasses import dataclass

LAST_EVENING = -1  # the phase after which it was said; 1 is a week ago, when every account has a place


@dataclass(frozen=True)
class SaidOnce:
    """kind: question | wish | perception | interview. note: what the CSM wrote; words: theirs, that may be quoted."""

    account: str
    kind: str
    note: str
    words: str = ""
    phase: int = 1


SAID = (
    SaidOnce(
        "foxhollow",
        "question",
        "They asked in the forum whether shift plans can be exported per site; it decides who gets the next licence.",
        "whether shift plans can be exported per site",
        LAST_EVENING,
    ),
    SaidOnce("garrowby", "wish", "Depots without a signal: they write on paper first.", "an offline mode for depots"),
    SaidOnce("marlpit", "wish", "Kiln room has no signal, so the tablet is useless there.", "an offline mode"),
    SaidOnce("vantry", "wish", "Their auditor wants it monthly.", "a report of who changed what"),
    SaidOnce("kestrel-moor", "wish", "Asked for it twice now.", "sign-on with their own accounts"),
    SaidOnce("garrowby", "perception", "Good people, but answers take days when the ticket is about imports."),
    SaidOnce("fennick-vale", "perception", "They say that imports are where they feel left alone."),
    SaidOnce("tamarack", "perception", "Training was friendly and too long; nobody had an hour."),
    SaidOnce("foxhollow", "perception", "They call us the one supplier who calls before something breaks."),
    SaidOnce("kestrel-moor", "interview", "Success is when the control room plans a week ahead and nobody phones."),
    SaidOnce("vantry", "interview", "Success is a Friday without a spreadsheet."),
)
