"""How doubt, orders to us as a program, and questions about how something is done are worded. Pure."""

import re

from bot.language.plain_words.phrases import word_set

DOUBT = re.compile(
    r"""^(?:(?:and|so|but|ok|hey|hi|hmm|just|quick\ question|question)[\s,:–-]+)*(?:
    (?:should|shall)\ (?:i|we)|may\ i|must\ i|(?:can|could|ought)\ i|do\ (?:i|we)\ (?:need|have)\ to
    |would\ it\ (?:be|make)
    |is\ it\ (?:ok|okay|fine|worth|better|a\ good|possible|safe)|does\ it\ make\ sense
    |what\ (?:happens|if|would\ happen)|(?:when|why)\ should\ i|if\ (?:i|we|you)\b
    |suppos(?:e|ing)\b|hypothetically|let'?s\ say|say\ i|imagine
    |are\ (?:my\ )?(?:notes|logs)|where\ (?:do|does|will|would|is|are)\ .*(?:notes?|logs?|saved|stored|go)\b
    |what\ do\ you\ think|do\ you\ (?:think|save|store|log|keep|write|record|note)
    |would\ you\ (?:tag|log|recommend|say\ (?:it|that|he|she))|will\ (?:it|that|this|you)\ (?:be\ )?(?:save|store
    |log|keep)
    |(?:did|have)\ (?:i|we|you|someone|anyone|anybody)\b|has\ (?:anyone|anybody|someone)
    |is\ (?:it\ )?logged|was\ (?:it\ |that\ )?(?:logged|saved))""",
    re.IGNORECASE | re.VERBOSE,
)
# Who may read what is written down.
READ_BY = re.compile(
    r"\bwho\b.{0,30}\b(?:sees?|reads?|looks? at)\b|\b(?:see|read)s? "
    r"(?:it|my (?:notes?|logs?|to-?dos?)|that|this|what i (?:write|log|note|type|say))\b",
    re.IGNORECASE,
)
MASS = re.compile(
    r"\b(?:all (?:of )?(?:my |our |the |their )?(?:accounts?|customers?|renewals?|contracts?|to-?dos?|tasks?|"
    r"people|contacts?)|every(?:one|body| account| customer| contact| single)|each (?:of (?:my|our|the) "
    r")?(?:account|customer)s?)\b",
    re.IGNORECASE,
)
# "Tag everyone at Acme", and not "log a call with Acme: everyone was happy".
AT_ONCE = re.compile(
    r"\b(?:tag|mark|set|classify|label|log|snooze|close|delete|remove|renew|put)\s+(?:all|every(?:one|"
    r"body|thing)?|each)\b",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"""\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|previous|above)\b
    |\b(?:rules?|instructions?|restrictions?)\b.{0,30}\b(?:no\ longer|don'?t|do\ not|never)\b.{0,15}\b(?:count
    |apply|exist)\b
    |\bsystem\ (?:notice|prompt|message|override)\b|\b(?:developer|debug|admin|root)\ mode\b|\byou\ are\ (?:now
    |no\ longer)\b
    |^(?:from\ now\ on,?\ )?(?:act|behave)\ as\b|\bpretend\ (?:to\ be|you)\b|\bjailbreak\b|\bnew\ instructions?:
    |\b(?:print|reveal|show|tell|repeat)\b.{0,20}\b(?:prompt|instructions)\b""",
    re.IGNORECASE | re.VERBOSE,
)
HOW_TO = re.compile(
    r"""^(?:(?:and|so|but|ok|hey|hi|please|quick\ question|sorry)[\s,:]+)*(?:
    how\ (?:do|can|would|should|does|could)\ (?:i|we|you|one)\b|how\ to\b|how\ (?:does|would|do)\ (?:it|this|that
    |things)\ work\b
    |where\ (?:do|can)\ (?:i|we)\b|what\ (?:do|must|should)\ i\ (?:(?:need|have)\ to\ )?(?:type|write|say|do
    |enter)\ (?:to|if|so|when|for)\b
    |is\ there\ (?:a|any)\ (?:way|shortcut|trick|command)|(?:please\ )?(?:show|tell|explain)(?:\ (?:to\ )?me)?\ how\b
    |what(?:'s|\ is)\ the\ (?:(?:best|right|proper|correct|easiest|quickest)\ )?
    (?:way|procedure|wording|phrase)\ (?:to|of|for)|what(?:'s|\ is)\ the\ command)""",
    re.IGNORECASE | re.VERBOSE,
)
# What there is of something of ours, wherever it stands.
TYPES_ASKED = re.compile(
    r"\b(?:what|which|explain|list|name)\b.{0,30}\b(?:types|personas)\b(?:.{0,12}\b(?:you|there|we|exist|mean|"
    r"again)\b|\W*$)",
    re.IGNORECASE,
)
STAGES_ASKED = re.compile(
    r"\b(?:what|which|list|name|explain|order of|how many|tell me|show me)\b.{0,25}\b(?:stages|phases)\b"
    r"(?!.{0,30}\b(?:accounts?|customers? (?:of|are|in)|mine|my|we have|are we|are they|stuck|each)\b)"
    r"|\b(?:what|which) milestones\b.{0,20}(?:\b(?:there|exist|playbook|journey)\b|\W*$)",
    re.IGNORECASE,
)
# When we call something so: "what counts as stuck", "when do you call an account at risk".
COUNTS_AS = re.compile(
    r"\bwhat (?:counts|qualifies|is counted|is considered|makes (?:it|one|an account|a customer)) ?(?:as)? \w+|"
    r"\bwhen (?:do|would|does) (?:you|we|milepost|one|it) (?:call|say|consider|count|treat|regard)\b|"
    r"\bwhen is (?:an account|a customer|it|one) (?:called |considered |counted as |said to be )?(?:stuck|"
    r"at risk|healthy|quiet)",
    re.IGNORECASE,
)
WORKED_OUT = re.compile(
    r"\b(?:how|what)\b.{0,40}\b(?:work(?:s|ed)? (?:it |that |this )?out|calculat\w+|comput\w+|determined|"
    r"goes into|counts? (?:into|towards)|"
    r"makes? up|made up|come about|consists? of)\b",
    re.IGNORECASE,
)
# What a word of ours means.
MEANS = re.compile(
    r"\bwhat (?:does|do|did|is|are|would)\b.{0,50}\b(?:mean|means|stand for|meant by|difference between|say about)\b"
    r"|\bmeaning of\b|\bdefin(?:e|ition of)\b|\bwhat (?:is|are|['’]s) (?:an? )?(?:nrr|grr|arr|nps|csat|cta|persona|"
    r"milestone|milestones|stages|health score|playbook)\W*$",
    re.IGNORECASE,
)
# What a milestone or a stage is: "what is 'proven outcome' exactly", "what's first value again".
WHAT_IS = re.compile(
    r"\bwhat(?:['’]?s| is| are| does| do you)\b(?!.{0,40}\b(?:missing|left|open|next|needed|holding|late|stuck)\b)"
    r".{0,60}(?:\b(?:exactly|again|mean|means|meant|about|anyway)\b|\W*$)",
    re.IGNORECASE,
)
UNDO_ASKED = re.compile(
    r"\b(?:undo|revert|take (?:\w+ ){0,4}back|correct (?:it|that|a|my)|change (?:it|that) (?:later|again|back)|"
    r"get (?:it|that) back|by mistake)\b",
    re.IGNORECASE,
)
OFF_RECORD = re.compile(
    r"\b(?:off the record|between (?:us|you and me)|just between|not for the (?:log|record|file)|"
    r"(?:keep|leave) (?:it |this |that )?out of the (?:log|record|file)|strictly confidential|in confidence|"
    r"without (?:saving|logging|noting|storing|writing)|for your ears only|don'?t (?:quote|write) (?:me|it)|"
    r"not to be (?:logged|saved|noted|stored)|unofficially)\b",
    re.IGNORECASE,
)
# Taken back in the same breath: "log … no wait, leave it, I'll do it later"
TAKEN_BACK = re.compile(
    r"(?:^|[.,;:!?…-]\s*|\b(?:no|oh|ah|actually|sorry)\W+)"
    r"(?:no\W+wait|wait\W+no|scratch that|never ?mind|leave it|forget (?:it|that|about it)|ignore (?:it|that|this)|"
    r"skip (?:it|that)|cancel that|disregard (?:it|that|this)|strike that|on second thoughts?)"
    r"(?=\W*(?:$|[.,;!?…-]|i'?ll\b|for now|please|thanks|sorry|leave|don'?t))",
    re.IGNORECASE,
)
UNDONE = re.compile(
    r"\b(?:never ?mind|forget (?:it|about it|that)|cancel that|scrap that|drop it|leave it)\b", re.IGNORECASE
)
NOT_YET = re.compile(r"[?.!,;-]\s*(?:no,? )?(?:not yet|not now|better not|rather not|no)\W*$", re.IGNORECASE)
OURS = word_set(
    "log note record save write add create remind snooze tag mark put set delete remove import upload change update "
    "edit undo draft assign reassign turn switch export share invite use connect enter register store to-do task "
    "reminder digest alert alerts settings holiday file"
)
