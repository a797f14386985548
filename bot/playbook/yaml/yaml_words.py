"""What a YAML parser complains about, in words for people who write playbooks, with the line that they have to mend."""

from __future__ import annotations

import yaml
from yaml.reader import ReaderError

_HYPHEN = "the hyphen doesn't line up with the list above it, or no list belongs here"
_ASKEW = "the line doesn't line up with those above it"
_COLON = "a text with a colon in it needs quotes around it"
_START = "a text that starts with {{, {%, %, @ or ` needs quotes around it, or >- before it"
_BY_PROBLEM = (  # the first that the parser's words contain
    ("another document", "a line of --- begins a second document; leave that line out"),
    ("undefined alias", "a text that starts with * needs quotes around it"),
    ("constructor for the tag", "a text that starts with ! needs quotes around it"),
    ("unknown escape character", "a backslash in \"…\" needs a second one beside it; or use '…' around the text"),
    ("but found '-'", _HYPHEN),
    ("<block sequence start>", _HYPHEN),
    ("<block end>", f"{_ASKEW}; give it as many spaces as its neighbours have"),
)


def why_not_yaml(error: yaml.YAMLError, text: str) -> tuple[int | None, str]:
    """The line, counted from 1, and what is wrong there."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return line, f"isn't valid YAML: a character in it can't be seen (code {error.character}); delete it"
    if not isinstance(error, yaml.MarkedYAMLError):
        return None, f"isn't valid YAML: {error}"
    at, words = _explained(error, text.splitlines())
    return (at + 1 if at is not None else None), f"isn't valid YAML: {words}"


def _explained(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int | None, str]:
    """The line counted from 0."""
    problem, context = error.problem or "can't be understood", error.context or ""
    at = error.problem_mark.line if error.problem_mark else None
    began = error.context_mark.line if error.context_mark else at
    line = lines[at] if at is not None and at < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in problem:
        return at, "the line begins with a tab; use spaces" if line.lstrip(" ")[:1] == "\t" else "use spaces, not a tab"
    if "quoted scalar" in context and "unexpected end" in problem:
        return began, "the quotation mark that opens in this line is never closed"
    if "expected ':'" in problem:
        return began, "the line has no colon; write key: value, or indent it further if it goes on with the text above"
    if "mapping values" in problem:
        return at, _COLON if _has_two_colons(line, error) else f"{_ASKEW}, or {_COLON}"
    if "cannot start any token" in problem or "{{" in line:
        return at, _START
    if "flow" in context and began is not None:
        return at, f"the {{ or [ that opens in line {began + 1} isn't closed, or a comma is missing in it"
    return at, _plainly(error, problem, line)


def _has_two_colons(line: str, error: yaml.MarkedYAMLError) -> bool:
    """The one that the parser stumbles over has one before it: "ask: First: what?"."""
    return ": " in line[: error.problem_mark.column if error.problem_mark else 0]


def _plainly(error: yaml.MarkedYAMLError, problem: str, line: str) -> str:
    before = line[: error.problem_mark.column if error.problem_mark else 0].rstrip()
    if "'<scalar>'" in problem and before[-1:] in ("'", '"'):
        return "the text goes on after its closing quotation mark; put the quotes around all of it"
    return next((words for part, words in _BY_PROBLEM if part in problem), problem)
