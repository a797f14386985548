"""A plain question to the bot, as the command that it means."""

import re

from bot.errors import UserError, Way
from bot.talk.phrases.greeting import greeting
from bot.usecases.finding.find_account import Looking, find_account
from bot.usecases.writing.roles import OutOfSight
from handlers import typed
from handlers.command import is_help
from handlers.request import Answer, Request, Services
from handlers.sessions import reading

THE = r"(?:my |the |our )?"
ACCOUNTS = r"(?:accounts? |customers? )?"
WHO = rf"(?:who|whom|what|which(?: of {THE}?)?(?: ?(?:accounts?|customers?|contracts?))?)"
IS = r"(?:'s| is| are)?"
WHEN = r"(?:now|today|soon|next|(?:this|next|in|within|last|the)\b [a-z0-9 ]{1,30})"
MEETING = r"(?:(?:call|meeting|talk|review|qbr|ebr|visit)\b ?)?"
ANY_CASE = re.IGNORECASE | re.DOTALL

# Looked through from the top; what the parentheses hold takes the place of {}.
QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, ANY_CASE), command)
    for pattern, command in (
        (r"(?:please )?(?:log|note|save)(?: this| that)?(?: (?:for|to|at|on))? (.+)", "journey log {}"),
        (
            rf"(?:please )?(?:prepare|prep|brief)\b(?: me)?(?: for)? ?{THE}{MEETING}(?:with |at )?(.+)",
            "journey prep {}",
        ),
        (rf"what (?:should|do|can) i (?:say|tell)(?: to)? {THE}(.+)", "journey prep {}"),
        (r"(?:show me |draw )?(?:the |a )?(?:journey )?map (?:of|for) (.+)", "journey map {}"),
        (
            r"why (?:is|does|do|are)? ?(?:there )?(?:a |the )?(?:to-?dos? |ctas? )?(?:for|at|on|with)? ?(.+)",
            "journey why {}",
        ),
        (r"(?:show me )?(?:the )?tasks (?:of|for|at) (.+)", "journey tasks {}"),
        (r"((?:renewals|at-risk|stuck|funnel|churn|losses)(?: (?:by|mine|all|csm|tier|segment)\b.*)?)", "journey {}"),
        (rf"(?:show(?: me)? )?my (?:next |upcoming )?renewals(?: {WHEN})?", "journey renewals mine"),
        (
            rf"{WHO}{IS} (?:at risk|in danger|about to (?:leave|churn)|likely to (?:leave|churn))(?: {WHEN})?",
            "journey at-risk",
        ),
        (rf"(?:show(?: me)? |list )?{THE}{ACCOUNTS}at risk", "journey at-risk"),
        (rf"{WHO}{IS} (?:stuck|blocked|not moving)(?: {WHEN})?", "journey stuck"),
        (rf"(?:show(?: me)? |list )?{THE}{ACCOUNTS}(?:that are |who are )?stuck", "journey stuck"),
        (rf"{WHO}{IS} (?:renews?|renewing|to renew|up for renewal|due for renewal)(?: {WHEN})?", "journey renewals"),
        (rf"(?:(?:show(?: me)?|list|what are) )?{THE}(?:next |upcoming )?renewals(?: {WHEN})?", "journey renewals"),
        (
            rf"(?:{WHO} (?:has |have )?(?:left|churned)|who(?:m)? (?:did|have) we (?:lose|lost))(?: {WHEN})?",
            "journey churn",
        ),
        (r"(?:who is|who's|who are) (?:at|the people at) (.+)", "persona {}"),
        (r"(?:what(?:'s| is| are)?|show(?: me)?|list)? ?(?:my |the )?(?:to-?dos?|ctas?)", "cta"),
        (r"what(?:'s| is) (?:due|next|on)(?: today| this week)?", "cta"),
        (r"(?:what )?(?:needs me|do i need to do|should i do)(?: today)?", "journey"),
        (r"(?:show(?: me)? )?(?:my |the )?(?:portfolio|accounts|customers)", "journey"),
        (
            r"(?:how is|how's|hows|how are|how does|what's up with|whats up with|what is up with|what about|how about|"
            r"what's new (?:with|at)|tell me (?:more )?about|status (?:of|for|on)|show(?: me)?|where is|"
            r"where does) (.+)",
            "journey {}",
        ),
    )
)
TAIL = re.compile(
    r"[\s,]*\b(?:doing|going|looking|standing|stand|getting on|today|now|right now|these days|please)$", ANY_CASE
)
APOSTROPHES = str.maketrans("’‘", "''")


def command_for(text: str) -> str | None:
    """The command that a question means; None where it reads like none."""
    words = " ".join(text.split()).translate(APOSTROPHES)
    question = words.rstrip(" ?!.")
    for pattern, command in QUESTIONS:
        match = pattern.fullmatch(question)
        if match is None:
            continue
        if "log" in command:  # what is to be logged keeps its own lines and signs
            kept = re.compile(pattern.pattern.replace(" ", r"\s+"), ANY_CASE).match(text.strip())
            return command.format((kept or match)[1].strip())
        return command.format(_without_tail(match[1])) if match.groups() else command
    return None


def _without_tail(name: str) -> str:
    while (shorter := TAIL.sub("", name).rstrip(" ?!.,")) != name and shorter:
        name = shorter
    return name


async def run(request: Request, services: Services) -> Answer:
    """Answer as the command would. Raises UserError with what can be asked instead."""
    text = request.text.strip()
    if not text or is_help(text.rstrip("?!. ")):
        return Answer(message=typed.help_message())
    said = greeting(text, request.person.name)
    if said is not None:
        return Answer(message=said)
    if text.startswith("/") and text[1:].partition(" ")[0] in typed.BY_NAME:
        return await _typed(text, request, services)
    command = command_for(text)
    return await _named(request, services, text) if command is None else await _typed(command, request, services)


async def _typed(command: str, request: Request, services: Services) -> Answer:
    answer = await typed.run_typed(command, request, services)
    if answer.form is not None:  # a mention can't open one, a button can
        raise UserError("That needs a form.", ways=(Way("Open the form", command),))
    return answer


async def _named(request: Request, services: Services, text: str) -> Answer:
    """Words that are no question we know, but begin with an account's name, are about that account."""
    async with reading(request, services) as db:
        try:
            found = await find_account(db, Looking(text, "journey", in_channel=False, writes=True))
        except OutOfSight:
            raise
        except UserError:
            found = None
    if found is None:
        shown = text if len(text) <= 60 else text[:59] + "…"
        ways = (Way("My accounts", "journey"), Way("My to-dos", "cta"), Way("What I can do", "journey help"))
        raise UserError(
            f"I'm not sure what you mean by “{shown}”. Ask me “how is Acme?”, “prep me for Acme” or “who is at risk?”.",
            ways=ways,
        )
    return await _typed(f"journey #{found.account_id} {found.rest.rstrip('?!. ')}".strip(), request, services)
