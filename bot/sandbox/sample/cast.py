"""Who plays in the sample: four CSMs, who leads them, and their forty customers. All names are invented."""

from dataclasses import dataclass

VENDOR = "tidewell.example"  # the company whose customers these are


@dataclass(frozen=True)
class Csm:
    """tz: IANA zone. handle: the name in the chat."""

    name: str
    email: str
    tz: str
    handle: str


@dataclass(frozen=True)
class SampleChannel:
    """members: handles. account: the key of the customer whose own channel it is. shared: outsiders read it."""

    name: str
    members: tuple[str, ...]
    account: str | None = None
    shared: bool = False
    topic: str = ""


ANA = Csm("Ana Keller", f"ana.keller@{VENDOR}", "Europe/Berlin", "ana")
BEN = Csm("Ben Okafor", f"ben.okafor@{VENDOR}", "Europe/London", "ben")
CHLOE = Csm("Chloe Rivera", f"chloe.rivera@{VENDOR}", "America/New_York", "chloe")
MEI = Csm("Mei Tan", f"mei.tan@{VENDOR}", "Asia/Singapore", "mei")
CSMS = (ANA, BEN, CHLOE, MEI)
LEAD = Csm("Rosa Lindgren", f"rosa.lindgren@{VENDOR}", "Europe/Berlin", "rosa")  # has no customers of her own


@dataclass(frozen=True)
class Company:
    """A customer and its story, in days before today unless it says otherwise.

    reached: milestones behind it. over: days past the usual time for the next one (below 0: still inside).
    since: instead of `over`, days since the last milestone, or since the start where there is none.
    ends_in, notice_in: days from today to the contract's end and notice. review: days since the last one.
    health: points at first, a week ago, the day before yesterday, yesterday. silent: no measurement since.
    tasks: how many of the current milestone's tasks are done.
    """

    key: str
    name: str
    csm: Csm
    tier: str
    segment: str
    arr: int
    currency: str
    reached: int = 1
    over: int = -20
    since: int | None = None
    ends_in: int | None = 240
    notice_in: int | None = None
    auto_renew: bool | None = None
    review: int | None = 35
    health: tuple[int, int, int, int] = (64, 67, 67, 67)
    tasks: int = 2
    aliases: str = ""
    parent: str = ""
    churned: int | None = None
    churn_reason: str = ""
    champion_left: bool = False
    persona_known: bool = True
    silent: int | None = None
    unknown: bool = False
    second: tuple[str, int, str] | None = None  # another contract: product, amount, currency


def _steady(level: int) -> tuple[int, int, int, int]:
    return (level - 4, level, level, level)


COMPANIES = (
    # Ana, Berlin: a new stop, a fall in health, a notice period; a first success.
    Company("alderfen", "Alderfen Textiles", ANA, "enterprise", "manufacturing", 180_000, "EUR", reached=0, over=5,
            ends_in=290, review=30, health=_steady(58), tasks=3),
    Company("brightwater", "Brightwater Group", ANA, "enterprise", "logistics", 240_000, "EUR", reached=2, over=-30,
            ends_in=205, review=48, health=(74, 79, 78, 58), tasks=2, aliases="BWG|Brightwater"),
    Company("brightwater-nordics", "Brightwater Nordics", ANA, "mid", "logistics", 64_000, "EUR", over=-20,
            ends_in=205, review=52, health=_steady(69), parent="brightwater"),
    Company("corvane", "Corvane Health", ANA, "mid", "healthcare", 96_000, "EUR", reached=3, over=-50, ends_in=90,
            notice_in=30, auto_renew=True, review=26, health=_steady(66), tasks=3),
    Company("dunmarrow", "Dunmarrow Foods", ANA, "small", "retail", 18_000, "EUR", since=1, ends_in=310, review=12,
            health=(52, 61, 63, 66), tasks=0),
    Company("elmsworth", "Elmsworth Press", ANA, "small", "media", 12_000, "EUR", over=-31, ends_in=171, review=61,
            health=_steady(62)),
    Company("fennick-vale", "Fennick & Vale", ANA, "mid", "finance", 72_000, "EUR", reached=3, over=-44, ends_in=222,
            review=40, health=_steady(77)),
    Company("garrowby", "Garrowby Rail", ANA, "enterprise", "logistics", 210_000, "EUR", reached=2, over=-25,
            ends_in=260, review=22, health=_steady(71), second=("Freight add-on", 85_000, "USD")),
    Company("halcyon", "Halcyon", ANA, "mid", "software", 58_000, "EUR", reached=2, over=-38, ends_in=117, review=33,
            health=_steady(70)),
    Company("ilverstone", "Ilverstone Bank", ANA, "enterprise", "finance", 150_000, "EUR", churned=150, review=230,
            churn_reason="Bought by a group that has its own tool", health=_steady(44)),
    # Ben, London: a champion gone, a review overdue, a chance; a habit formed.
    Company("halcyon-labs", "Halcyon Labs", BEN, "small", "software", 24_000, "GBP", over=-12, ends_in=190, review=44,
            champion_left=True, health=_steady(65)),
    Company("jessamy", "Jessamy Hotels", BEN, "mid", "hospitality", 54_000, "GBP", reached=2, over=-33, ends_in=210,
            review=94, health=_steady(68)),
    Company("kestrel-moor", "Kestrel Moor Energy", BEN, "enterprise", "energy", 198_000, "GBP", reached=3, over=-61,
            ends_in=245, review=29, health=(70, 77, 84, 85), tasks=3, aliases="KME"),
    Company("larkrise", "Larkrise Schools", BEN, "mid", "education", 45_000, "GBP", reached=2, over=-28, ends_in=60,
            auto_renew=False, review=50, health=_steady(69)),
    Company("mossgate", "Mossgate Insurance", BEN, "enterprise", "finance", 132_000, "GBP", over=-18, ends_in=280,
            review=38, persona_known=False, health=_steady(64)),
    Company("nettlecombe", "Nettlecombe Care", BEN, "small", "healthcare", 15_000, "GBP", reached=2, since=1,
            ends_in=233, review=19, health=(58, 66, 68, 70), tasks=0),
    Company("ohara", "O'Hara & Sons <Labs>", BEN, "small", "manufacturing", 21_000, "GBP", over=-26, ends_in=268,
            review=47, health=_steady(67), aliases='"O\'Hara"|O&S'),
    Company("pellworth", "Pellworth Marine", BEN, "mid", "logistics", 66_000, "GBP", reached=2, over=-41, ends_in=152,
            review=31, health=_steady(72)),
    Company("quillon", "Quillon Optics", BEN, "small", "manufacturing", 19_500, "GBP", reached=0, since=5, ends_in=360,
            review=None, health=_steady(57), tasks=1),
    Company("ravensholt", "Ravensholt Motors", BEN, "mid", "retail", 60_000, "GBP", churned=40, review=160,
            churn_reason="Price; the team that used it was dissolved", health=_steady(41)),
    # Chloe, New York: a contract about to end, a habit that won't form, a band lost; everything reached at one.
    Company("saltmarsh", "Saltmarsh Media", CHLOE, "mid", "media", 80_000, "USD", reached=2, over=-22, ends_in=7,
            auto_renew=False, review=24, health=_steady(63)),
    Company("tamarack", "Tamarack Outdoor", CHLOE, "mid", "retail", 52_000, "USD", over=16, ends_in=225, review=57,
            health=_steady(55), tasks=1),
    Company("umberfield", "Umberfield Clinics", CHLOE, "enterprise", "healthcare", 310_000, "USD", reached=2, over=-47,
            ends_in=300, review=42, health=(76, 79, 70, 70), aliases="UFC|Umberfield"),
    Company("vantry", "Vantry Logistics", CHLOE, "small", "logistics", 27_000, "USD", over=-15, ends_in=180, review=66,
            health=_steady(66), silent=20),
    Company("wexcombe", "Wexcombe Tools", CHLOE, "small", "manufacturing", 0, "USD", unknown=True),
    Company("yarrowgate", "Yarrowgate Software", CHLOE, "enterprise", "software", 265_000, "USD", reached=4, since=1,
            ends_in=320, review=15, health=(68, 77, 78, 79)),
    Company("zephyrine", "Zephyrine Air", CHLOE, "enterprise", "travel", 175_000, "USD", reached=2, over=-52,
            ends_in=205, review=36, health=(72, 78, 83, 84)),
    Company("ashgrove", "Ashgrove Paper", CHLOE, "small", "manufacturing", 22_000, "USD", over=-29, ends_in=244,
            review=54, health=_steady(61)),
    Company("bellhollow", "Bellhollow Games", CHLOE, "mid", "media", 47_000, "USD", reached=3, over=-70, ends_in=197,
            review=28, health=_steady(73)),
    Company("copperdown", "Copperdown Mining", CHLOE, "mid", "energy", 91_000, "USD", over=-9, ends_in=150, review=63,
            health=_steady(66)),
    # Mei, Singapore: a long notice, two stops, a chance, an ending nobody has named, a renewal to come; a first value.
    Company("driftwell", "Driftwell Shipping", MEI, "enterprise", "logistics", 280_000, "SGD", reached=3, over=-40,
            ends_in=180, notice_in=90, auto_renew=True, review=21, health=_steady(71), tasks=2),
    Company("emberlyn", "Emberlyn Solar", MEI, "mid", "energy", 88_000, "SGD", reached=2, over=9, ends_in=215,
            review=45, health=_steady(64), tasks=1),
    Company("foxhollow", "Foxhollow Robotics", MEI, "enterprise", "manufacturing", 225_000, "SGD", reached=3, over=-55,
            ends_in=275, review=34, health=(80, 88, 88, 88), tasks=3),
    Company("glimmerton", "Glimmerton Toys", MEI, "small", "retail", 26_000, "SGD", over=-21, ends_in=-3,
            auto_renew=False, review=39, health=_steady(60)),
    Company("hartsease", "Hartsease Pharma", MEI, "mid", "healthcare", 76_000, "SGD", reached=0, over=33, ends_in=260,
            review=46, health=(46, 39, 38, 38), tasks=2),
    Company("inverloch", "Inverloch Water", MEI, "small", "energy", 17_000, "SGD", since=1, ends_in=330, review=11,
            health=(50, 62, 64, 67), tasks=0),
    Company("juniperdale", "Juniperdale Farms", MEI, "small", "retail", 14_500, "SGD", over=-24, ends_in=188,
            review=51, health=_steady(65)),
    Company("kittiwake", "Kittiwake Travel", MEI, "mid", "travel", 69_000, "SGD", reached=2, over=-36, ends_in=229,
            review=58, health=_steady(70)),
    Company("lowmere", "Lowmere Design", MEI, "small", "media", 16_000, "SGD", over=-33, ends_in=255, review=27,
            health=_steady(68)),
    Company("marlpit", "Marlpit Ceramics", MEI, "mid", "manufacturing", 49_000, "SGD", reached=3, over=-66,
            ends_in=95, review=32, health=_steady(72)),
)  # fmt: skip

CHANNELS = (
    *(SampleChannel(f"cs-{csm.handle}", (csm.handle,), topic=f"{csm.name}'s customers") for csm in CSMS),
    SampleChannel("acct-alderfen", ("ana", "ben"), account="alderfen", topic="Alderfen Textiles, ours only"),
    SampleChannel("acct-driftwell", ("mei", "ana"), account="driftwell", topic="Driftwell Shipping, ours only"),
    SampleChannel(
        "shared-umberfield", ("chloe",), account="umberfield", shared=True, topic="Umberfield Clinics and us"
    ),
    SampleChannel("general", tuple(one.handle for one in (*CSMS, LEAD)), topic="All of customer success"),
)
