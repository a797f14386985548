"""What only looks like something to be stored."""

import pytest

from bot.language.plain_words.understand import understand
from tests.given.plain_words.hearing import hears_with

WRITES = frozenset(
    {"log", "to-do", "put-off", "reached-out", "done", "not-a-problem", "tag", "call", "lost", "renewed"}
)


@pytest.fixture(scope="module")
def hears(library):
    return hears_with(library)


# Denied, asked about, imagined, or told by others: nothing is stored without being asked.
PROVOKED = [
    "Did I log the call with Acme",
    "was the call with Acme logged?",
    "so you logged that Acme wants a price hold, right?",
    "has anyone noted that Omar at Acme is unhappy",
    "I wish I had spoken to Omar at Acme",
    "if only Acme had renewed",
    "suppose acme renews for two years, what happens to my forecast",
    "say acme cancels, what do we lose",
    "what if I put acme to commit",
    "could acme be a commit?",
    "is acme probable or commit",
    "acme nearly cancelled last year",
    "we almost lost Acme in spring",
    "is Dana at Acme an expert or a friend",
    "Dana Reyes could be an expert, what do you think",
    "why did somebody tag Dana Reyes as expert",
    "I don't think Dana Reyes is an expert",
    "Dana Reyes isn't a friend type",
    "who tagged Dana at Acme",
    "would Dana be a friend type in your eyes",
    "when I tag Dana at Acme as a friend, who reads it",
    "don't snooze Acme",
    "can I snooze acme until monday?",
    "why was Acme snoozed",
    "when did I snooze acme",
    "should acme be put off until next week?",
    "I would rather not put acme off",
    "what happens with acme if I snooze it until friday",
    "I never reached out to Acme",
    "have I reached out to Acme yet",
    "nobody has called Acme this month",
    "no reminder for Acme please",
    "please don't remind me about Acme on Friday",
    "do I have a reminder for Acme on Friday?",
    "which reminders do I have for Acme",
    "you needn't note that Omar was angry",
    "forget what I said about Acme",
    "could you log something at Acme for me... no wait, leave it, I'll do it later",
    "log for Acme: Omar called. Scratch that",
    "remind me to call Omar at Acme tomorrow, actually never mind",
    "put in Acme's log that they like it - oh, ignore that, sorry",
    "delete the note about Acme",
    "remove my reminder for Acme",
    "undo",
    "what would you write in the log for Acme",
    "how would you log a call with Acme",
    "this stays between us: Omar from Acme looks for a new job",
    "off the record, Acme will cancel",
    "not for the file: spoke to Omar at Acme, he hates the CEO",
    "in confidence, Omar at Acme is leaving",
    "has Acme signed the renewal",
    "will Acme renew in June",
    "when did Acme renew last",
    "Acme might churn, they said",
    "rumour has it that Acme cancels",
    "I hope Acme signs for another year",
    "Acme is not lost yet",
    "Acme hasn't cancelled",
    "was Acme lost because of the price",
    "mark every account as healthy",
    "set my forecasts all to commit",
    "tag all people at Acme as friends",
    "log a call with each of my customers",
    "add a to-do to every account",
    "close everything at Acme",
    "is the kickoff at Acme done",
    "the Acme task isn't done",
    "I haven't finished the Acme to-do",
    "who finished the task at Acme",
    "Acme is not done",
    "just back from holiday. is the renewal with Acme done",
    "my manager is asking me, will Acme leave us",
    "sorry to bother you, when did Acme cancel",
    "in the car so quickly, why did Acme give notice",
    "before my 1:1 with Rosa: who would sign the renewal at Acme",
    "remind me, who signs at Acme?",
    "remind me when Acme renews?",
    "tell me again when I called Acme",
    "I was going to log a call with Acme but forgot",
    "I should log my call with Acme",
]


def test_nothing_is_stored_on_a_doubt(hears):
    got = {words: understand(hears(words)) for words in PROVOKED}
    assert [words for words, one in got.items() if one.does in WRITES and one.sure] == []
    assert len(PROVOKED) > 60
