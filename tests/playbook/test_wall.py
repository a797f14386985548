"""Whatever stands in a playbook, the check ends soon, in little memory, with file, line and what to do."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import PlaybookError
from bot.playbook import wall
from bot.playbook.load import check_library, load_library
from bot.playbook.text.bounds import LONGEST
from bot.playbook.text.samples import FULL
from bot.playbook.text.templates import broken_names, render
from tests.playbook.conftest import Break

HEAD = "laer/playbook.yaml"
LAUGHS = "\n".join(
    ["laughs:", "  a0: &a0 [x, x]", *(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20))]
)
HOSTILE_YAML = {
    "aliases that explode": (LAUGHS, r":\d+: .*more values than a file may"),
    "an alias to itself": ("about: &a [*a]", r":\d+: .*refers to itself"),
    "brackets without end": ("about: " + "[" * 200_000, r":\d+: .*levels deep"),
    "hyphens without end": ("about:\n  " + "- " * 100_000 + "x", r":\d+: .*levels deep"),
    "deep by indentation": ("about:\n" + "\n".join(" " * n + "a:" for n in range(1, 800)), r":\d+: .*levels deep"),
    "a file too large": ("about: " + "x" * 5_000_000, "too large: a file may have 400 KB"),
    "a text too long": ("about: " + "x" * 50_000, r":\d+: about: is too long: a text may have 20,000 characters"),
    "a number too long": ("rule_level: " + "9" * 10_000, r":\d+: rule_level: must be a number up to 1,000,000,000,000"),
    "a number too large": ("rule_level: " + "9" * 30, r":\d+: rule_level: must be a number up to"),
    "an endless number": ("rule_level: .inf", r":\d+: rule_level: must be a number up to"),
    "base sixty": ("rule_level: 1" + ":59" * 15_000, r":\d+: rule_level: "),
    "many entries": ("rules_without: [" + "a, " * 20_000 + "a]", r":\d+: rules_without: has 20,001 entries"),
    "no such day": ("about: 2026-02-30", r":\d+: about: '2026-02-30' is no such day"),
    "a letter that nobody sees": ('about: "a\\0b"', r":\d+: about: holds a character that can't be seen \(code 0\)"),
    "half a letter": ('about: "a\\ud800b"', r"laer/playbook.yaml"),
    "a key that is a list": ("[a, b]: c", r":\d+: .*no word"),
}  # fmt: skip
HOSTILE_TEMPLATES = {
    "{{ 'x' * 10**10 }}": r"raises to a power",
    "{{ 'x' * 10000000000 }}": r"\* is for numbers",
    "{{ '%1000000000d' % 1 }}": r"% is for numbers",
    "{{ 'x'.ljust(10000000000) }}": r"that sentences can't; what they can: ",
    "{{ 'x'|center(10000000000) }}": r"No filter named 'center'",
    "{{ '{:>1000000000}'.format(1) }}": r"that sentences can't",
    "{{ '%s'|format(1) }}": r"No filter named 'format'",
    "{% for a in range(10000000000) %}{% endfor %}": r"that sentences can't",
    "{% macro m() %}{{ m }}{% endmacro %}{{ m }}": r"has a \{% macro %\}",
    "{{ 10**10**10 }}": r"raises to a power",
    "{{ 9" + "9" * 5000 + " }}": r"number that is too large",
    "{{ 0x" + "f" * 5000 + " }}": r"number that is too large",
    "{{ 1.5|round(-1000000000) }}": r"rounds to more than 6 digits",
    "{{ ''|replace('', 'x') }}": r"replaces nothing",
    "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}": r"longer than 64 KB",
    "{% set a = 'x' %}" + "{% set a = a + a %}" * 60 + "{{ a }}": r"longer than 64 KB",
    "{% set a = 'xy' %}" + "{% set a = a|replace('x', a) %}" * 60 + "{{ a }}": r"longer than 64 KB",
    "{% set a = 'xxxxxxxxxxxxxxxx' %}" + "{% set a = a|join(a) %}" * 8 + "{{ a }}": r"longer than 64 KB",
    "{% for a in [1, 2] recursive %}{% endfor %}": r"recursive loop",
    "{% set a %}x{% endset %}": r"\{% set name = … %\}",
    "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}": r"nested too deeply",
    "{{ 1" + " + 1" * 3_000 + " }}": r"too long|nested too deeply",
    "{% if 1 %}" * 60 + "x" + "{% endif %}" * 60: r"nested too deeply",
    "{{ [].__class__.__base__.__subclasses__() }}": r"that sentences can't",
    "{{ account.__init__ }}": r"has no '__init__'",
    "{{ milestone.missing }}": r"say how, such as \|listed",
}
ONE_RULE = """- key: own-{}
  when: {{tier: {{is: mid}}}}
  once_per: ever
  cta: {{type: risk}}
  headline: x
  todo: x
  clears: "{}"
"""
LETTERS = "'" + "abcdefghijklmnopqrstuvwxyz" * 40 + "'"
SLOW = "{% for a in L %}{% for b in L %}{% for c in L %}{% endfor %}{% endfor %}{% endfor %}x".replace("L", LETTERS)


@pytest.mark.parametrize("name", HOSTILE_YAML)
def test_yaml_that_would_choke_us_is_refused_with_its_line(name: str, broken: Break):
    more, said = HOSTILE_YAML[name]
    began = time.process_time()
    errors = broken(HEAD, "name: laer", f"name: laer\n{more}")
    assert time.process_time() - began < 8
    assert [error for error in errors if re.search(f"^{HEAD}.*{said}" if said[0] == ":" else said, str(error))], errors
    assert all(len(str(error)) < 2_000 for error in errors)


@pytest.mark.parametrize("template", HOSTILE_TEMPLATES, ids=lambda template: template[:40])
def test_a_template_that_could_cost_much_is_refused(template: str):
    began = time.process_time()
    problems = broken_names(template)
    if not problems:
        with pytest.raises(PlaybookError) as refused:
            render(template, FULL)
        problems = (refused.value.problem,)
    assert re.search(HOSTILE_TEMPLATES[template], problems[0]), problems
    assert time.process_time() - began < 1


def test_a_template_has_50_ms_and_64_kb():
    began = time.process_time()
    with pytest.raises(PlaybookError, match="takes longer than 50 ms"):
        render(SLOW, FULL)
    assert time.process_time() - began < 1
    long = "{% for a in " + LETTERS + " %}" + "x" * 80 + "{% endfor %}"
    with pytest.raises(PlaybookError, match="longer than 64 KB"):
        render(long, FULL)
    assert len(render(long.replace("x" * 80, "x" * 50), FULL)) <= LONGEST


def test_the_check_names_the_file_the_line_and_the_key_of_a_slow_template(broken: Break):
    errors = broken("laer/rules.yaml", "\n- key: ", "\n" + ONE_RULE.format("slow", SLOW) + "- key: ")
    assert any(re.search(r"^laer/rules.yaml:\d+: rules\.0\.clears: .*longer than 50 ms", str(one)) for one in errors)


def test_more_things_than_a_database_can_be_asked_for_at_once_are_refused(broken: Break):
    many = "".join(ONE_RULE.format(at, "x") for at in range(300))
    errors = broken("laer/rules.yaml", "\n- key: ", f"\n{many}- key: ")
    assert [str(each) for each in errors if re.search(r"hold 3\d\d rules; at most 200 are allowed", str(each))]


def test_a_pipe_is_no_playbook(folder: Path):
    (folder / HEAD).unlink()
    os.mkfifo(folder / HEAD)
    assert "isn't a file" in str(check_library(folder)[0])


def test_the_start_refuses_too(folder: Path):
    (folder / HEAD).write_text(LAUGHS)
    with pytest.raises(PlaybookError, match="more values"):
        load_library(folder)


def _many_templates(folder: Path) -> None:
    """Each of them right, and together far too many."""
    rules = (folder / "laer/rules.yaml").read_text()
    texts = iter(
        f"{{% if promise %}}{number}{{% endif %}}{{{{ account.name|short({number}) }}}}" for number in range(10**6)
    )
    talk = "  talk:\n" + "".join(
        f"    {voice}: {{say: ['T', 'T', 'T'], draft: ['T', 'T', 'T']}}\n" for voice in ("expert", "friend", "ceo")
    )
    more = "".join(ONE_RULE.format(at, "x") + talk for at in range(150))
    (folder / "laer/rules.yaml").write_text(re.sub("'T'", lambda _: f'"{next(texts)}"', more) + rules)


WORST: dict[str, Callable[[Path], object]] = {
    "aliases": lambda folder: (folder / HEAD).write_text(LAUGHS),
    "values": lambda folder: (folder / "laer/health.yaml").write_text("[" + "a," * 190_000 + "a]"),
    "broken": lambda folder: (folder / "laer/health.yaml").write_text("a: b\n" * 70_000 + "a: b: c"),
    "templates": _many_templates,
}


# `ru_maxrss` would count the process that this one was forked from.
CHECK = """
import atexit
atexit.register(lambda: print(open("/proc/self/status").read()))
from bot.cli.main import main
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's most memory there")
@pytest.mark.parametrize("name", WORST)
def test_the_command_ends_within_10_seconds_and_300_mb(name: str, folder: Path):
    WORST[name](folder)
    command = [sys.executable, "-c", CHECK, "check", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as ran:
        assert ran.stdout is not None
        said = ran.stdout.read()
        _, status, used = os.wait4(ran.pid, 0)
        ran.returncode = os.waitstatus_to_exitcode(status)
    assert used.ru_utime + used.ru_stime < 10, said
    *_, most = re.findall(r"VmHWM:\s+(\d+) kB", said)
    assert int(most) < 300_000, said
    assert "Traceback" not in said
    if name == "templates" and ran.returncode == 0:
        return  # a quick machine
    assert ran.returncode == 1
    assert re.search(r"[\w-]+/[\w/-]+\.yaml:\d+: ", said), said  # a slow machine gets no further than an earlier one


def _for_ever() -> None:
    while True:
        pass


def test_behind_the_limits_stands_a_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "SECONDS", 0.2)
    with pytest.raises(wall.TooLong), wall.walled():
        _for_ever()
    if Path("/proc/self/statm").exists():
        with pytest.raises(MemoryError), wall.walled():
            bytearray(600_000_000)
    bytearray(600_000_000)  # afterwards all is as before
    sum(range(10**6))


# The wall cuts anywhere, also between a file's opening and its use; Python closes it then.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_what_only_the_wall_stops_is_named_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "SECONDS", 0.01)
    (problem,) = check_library(folder)
    assert re.match(
        r"((laer|personas|subscription|saas-lifecycle|success-milestones)/\S+|words)\.yaml: asks for more", str(problem)
    )
