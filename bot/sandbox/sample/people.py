"""The people at each customer: who champions us, who decides, who uses it, and what drives them."""

from dataclasses import dataclass
from random import Random

from bot.sandbox.sample.cast import Company

FIRST = ("Dana", "Tomas", "Ingrid", "Yusuf", "Priya", "Callum", "Noor", "Elena", "Marcus", "Wanjiru", "Sofia", "Hugo",
         "Leila", "Kenji", "Amara", "Piotr", "Grace", "Mateo", "Freya", "Rohan", "Isla", "Omar", "Nadia", "Felix",
         "Zuri", "Henrik", "Carmen", "Arjun", "Bea", "Viktor")  # fmt: skip
LAST = ("Reyes", "Lindqvist", "Adeyemi", "Novak", "Castell", "Moreau", "Haddad", "Brandt", "Osei", "Petrov", "Winter",
        "Falk", "Iyer", "Sandoval", "Kowal", "Mbeki", "Larsen", "Quist", "Tamura", "Vance", "Bauer", "Ferro", "Nyland",
        "Okoye", "Rossi", "Stein", "Thorne", "Urban", "Weiss", "Zeller")  # fmt: skip

DECIDERS = {
    "ceo": ("COO", "Managing director", "VP Operations"),
    "expert": ("Head of data", "CFO", "Head of quality"),
    "friend": ("Head of people", "Director of customer care", "Head of service"),
}
CHAMPIONS = {
    "expert": ("Senior analyst", "Operations analyst", "Process engineer"),
    "friend": ("Team lead", "Community manager", "Service manager"),
    "ceo": ("Head of sales", "Programme director", "Regional director"),
}
USERS = ("Planner", "Coordinator", "Analyst", "Administrator", "Specialist")
VISIONS = (
    "Halve our reporting time before the board meets.",
    "I want to be the one in this industry that others copy.",
    "Every site on one number by the end of the year.",
    "My leadership should see the result on one page.",
    "We win the next tender because we answer in a day.",
    "No more surprises at the end of the quarter.",
    "Cut the cost of every order by a tenth.",
    "I want to open the new region with half the people.",
)
PERSONAS = ("ceo", "expert", "friend")


@dataclass(frozen=True)
class Human:
    """A stakeholder. persona: what the file guesses, "" for nothing. leaves: whether the person is gone on Friday."""

    name: str
    email: str
    title: str
    role: str
    persona: str = ""
    vision: str = ""
    leaves: bool = False


def people_of(company: Company, place: int) -> tuple[Human, ...]:
    """Two to five people; the same for the same company. place: its position in the cast."""
    if company.unknown:
        return ()
    random = Random(f"people of {company.key}")
    names = _names(random, 5)
    decider, champion = PERSONAS[place % 3], PERSONAS[(place + 1 + place // 3) % 3]
    made = [
        _human(company, names[0], random.choice(DECIDERS[decider]), "decision maker",
               decider if company.persona_known else "", _vision(decider, place) if company.persona_known else ""),
        _human(company, names[1], random.choice(CHAMPIONS[champion]), "champion", champion if place % 4 else "",
               _vision(champion, place + 3) if place % 4 else "", leaves=company.champion_left),
    ]  # fmt: skip
    users = {"enterprise": 3, "mid": 2, "small": 1}[company.tier]
    for number, name in enumerate(names[2 : 2 + users]):
        guess = PERSONAS[(place + number) % 3] if number == 0 and place % 5 == 0 else ""
        made.append(_human(company, name, random.choice(USERS), "user", guess))
    return tuple(made)


def _human(
    company: Company, name: str, title: str, role: str, persona: str = "", vision: str = "", *, leaves: bool = False
) -> Human:
    email = f"{name.lower().replace(' ', '.')}@{company.key}.example"
    return Human(name, email, title, role, persona, vision, leaves)


def _vision(persona: str, place: int) -> str:
    return VISIONS[place % len(VISIONS)] if persona == "ceo" else ""


def _names(random: Random, count: int) -> list[str]:
    firsts, lasts = random.sample(FIRST, count), random.sample(LAST, count)
    return [f"{first} {last}" for first, last in zip(firsts, lasts, strict=True)]
