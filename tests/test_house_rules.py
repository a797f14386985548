"""House rules, read from the syntax tree: nobody has to remember them. Each says why, and what to do instead."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_FILES = 14


def sources(*tops: str) -> list[Path]:
    return [path for top in tops or ("bot", "handlers") for path in sorted((ROOT / top).rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def called(path: Path) -> Iterator[str]:
    """What is called in a file, as it is written: "datetime.now"."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


# A broad except hides what nobody thought of, slips of ours among it. Only the outermost edge of each way in may have
# one, to answer calmly and go on.
EDGES = (
    "bot/app.py",
    "handlers/api/accounts.py",
    "handlers/api/pages.py",
    "handlers/api/server.py",
    "handlers/reception/turn.py",
)


def test_only_the_edges_catch_everything() -> None:
    found = set()
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler):
                kinds = "" if node.type is None else ast.unparse(node.type)
                if kinds in ("", "Exception", "BaseException"):
                    found.add(name_of(path))
    assert found == set(EDGES), "catch the error that you mean (bot/errors.py), and let the edge tell of all others"


# A function that asks the clock can't be tried for another day, and two of them disagree at midnight.
CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time")
# The others sign requests, as Slack and Teams do, with the machine's clock.
MAY_ASK = ("bot/clock.py", "bot/sandbox/link.py", "bot/sandbox/teams/relay.py")


def test_only_the_entry_points_ask_the_clock() -> None:
    asking = {name_of(path) for path in sources() for name in called(path) if name in CLOCKS}
    assert asking == set(MAY_ASK), "take `now` as an argument; bot/clock.py's machine_now is for the composition root"


# A session knows its workspace and adds it to every statement. A plain connection doesn't: whoever opens one names the
# workspace by hand, and a forgotten condition would show one company another's customers.
NAME_WORKSPACES_BY_HAND = {
    "bot/delivery/claims.py",
    "bot/delivery/outage.py",
    "bot/inbox/inbox.py",  # what came in: whose it is, is found out when it is done
    "bot/jobs/backlog.py",  # what waits in the whole database: numbers only
    "bot/journey/playbooks/move_range.py",
    "bot/journey/sweep/assess.py",
    "bot/journey/sweep/execute.py",
    "bot/journey/sweep/read_ahead.py",
    "bot/store/upkeep/schema.py",
    "bot/store/upkeep/statistics.py",
    "bot/usecases/plan/pages.py",  # whose page it is, is found out by its address
    "bot/usecases/workspace/installations.py",
    "bot/usecases/workspace/keys.py",
    "bot/usecases/workspace/notebook.py",
    "handlers/reception/answering.py",
    "handlers/reception/door.py",
    "handlers/reception/warm.py",
}
PLAIN = (".everywhere", "store.writer", "engine.connect", "engine.begin")


def test_connections_without_a_workspace_are_few_and_known() -> None:
    found = {name_of(path) for path in sources() for name in called(path) if name.endswith(PLAIN)} - {
        "bot/store/session.py"
    }
    assert found <= NAME_WORKSPACES_BY_HAND, "use store.read(workspace_id) or store.write(workspace_id)"
    assert found == NAME_WORKSPACES_BY_HAND, "take those that no longer do off the list"


# Very many rows are written past the ORM, which takes twice the time: each row then names its workspace itself.
WRITE_MANY_ROWS = {"bot/ingest/writing/bulk.py"}
# Whoever looks for a person in every table does without their classes.
EVERY_TABLE = {"bot/usecases/privacy/export.py", "bot/usecases/privacy/forget.py"}


def test_nobody_else_takes_a_sessions_connection() -> None:
    found = {
        name_of(path) for path in sources() for name in called(path) if name.endswith((".connection", ".get_bind"))
    }
    known = WRITE_MANY_ROWS | EVERY_TABLE
    assert found - {"bot/store/session.py"} == known, "use execute, or one_statement where it has to be fast"


# The type checker refuses a ReadSession that writes. This keeps whoever is refused from taking the other one.
READ_ONLY = ("bot/talk", "bot/api", "bot/journey/figures", "bot/journey/accounts")


def test_what_says_and_what_counts_only_reads() -> None:
    writing = [name_of(path) for path in sources(*READ_ONLY) if "WriteSession" in path.read_text(encoding="utf-8")]
    assert writing == [], "a use case writes (bot/usecases); take a ReadSession here"


def test_what_draws_messages_asks_no_database() -> None:
    """Reading and saying are two files, so that every message has an example that needs no database."""
    drawing = [path for path in sources("bot/talk") if path.stem.endswith("_message")]
    assert drawing
    asking = [name_of(path) for path in drawing if "sqlalchemy" in path.read_text(encoding="utf-8")]
    assert asking == [], "read in the file beside it, and hand over what was read"


def test_grep_finds_one_class_of_each_name() -> None:
    """Who reads a name should know what it is without looking up where it was imported from."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sources("bot"):
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(name_of(path))
    assert {name: places for name, places in found.items() if len(places) > 1} == {}, "name it after what it is of"


# A line that the formatter would set otherwise costs whoever changes it a thought. Tables of figures and of names read
# better in columns; nothing else does.
MOST_HAND_SET = 40


def test_few_lines_are_set_by_hand() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sources()]
    assert sum(text.count("fmt: skip") for text in texts) <= MOST_HAND_SET, "let the formatter set it"
    assert [text for text in texts if "fmt: off" in text] == [], "let the formatter set it"


# Another platform has other ways to ask: "@Milepost acme why". Only a surface knows its own.
COMMANDS = re.compile(r"/(journey|persona|cta)\b")
SAYING = ("bot/talk", "bot/usecases", "bot/jobs", "bot/playbook", "handlers")


def said(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a file, with their lines; what explains the file isn't said to anybody."""
    tree = tree_of(path)
    documented = [
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documented:
            yield node.lineno, node.value


def test_how_to_ask_for_something_is_left_to_the_surface() -> None:
    found = [
        f"{name_of(path)}:{number}" for path in sources(*SAYING) for number, text in said(path) if COMMANDS.search(text)
    ]
    assert found == [], 'use ask("acme why"), ask_todos(), ask_tag("acme Jana") or ask_home() of bot/message.py'


def test_errors_say_their_styles_in_spans() -> None:
    """Marks within a sentence would have to be read out of it again, and what people typed holds some too."""
    found = []
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "UserError":
                texts = [one for part in node.args for one in ast.walk(part) if isinstance(one, ast.Constant)]
                found += [f"{name_of(path)}:{one.lineno}" for one in texts if set("*`") & set(str(one.value))]
    assert found == [], 'use spans: UserError("No account is called ", bold(name), ".")'


# Rooms


def test_a_room_holds_no_more_files_than_one_sees_at_a_glance() -> None:
    sizes: dict[str, int] = defaultdict(int)
    for path in sources("bot", "handlers", "tests"):
        sizes[name_of(path.parent)] += path.name != "__init__.py"
    wide = {room: size for room, size in sizes.items() if size > MOST_FILES}
    assert wide == {}, f"at most {MOST_FILES} files a folder: which of them belong together?"


ROOMS = ("bot", "bot/talk", "bot/journey", "bot/usecases", "bot/playbook", "bot/ingest", "bot/delivery", "bot/store",
         "bot/surfaces/slack", "handlers")  # fmt: skip


@pytest.mark.parametrize("top", ROOMS)
def test_rooms_import_one_way(top: str) -> None:
    """Two rooms that import each other are one room with a wall in it."""
    ways = imports_between_rooms(top)
    circles = {
        tuple(sorted((one, other))) for one in ways for other in reached(ways, one) if one in reached(ways, other)
    }
    assert {pair for pair in circles if pair[0] != pair[1]} == set(), "move what both need to the room below"


def imports_between_rooms(top: str) -> dict[str, set[str]]:
    package = top.replace("/", ".") + "."
    ways: dict[str, set[str]] = defaultdict(set)
    for path in sources(top):
        own = path.relative_to(ROOT / top).parts[0].removesuffix(".py")
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                named = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
                rooms = {one.removeprefix(package).split(".")[0] for one in named if one.startswith(package)}
                ways[own] |= {room for room in rooms - {own} if is_room(top, room)}
    return ways


def is_room(top: str, name: str) -> bool:
    return (ROOT / top / name).is_dir() or (ROOT / top / f"{name}.py").exists()


def reached(ways: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for room in ways.get(ahead.pop(), set()) - seen:
            seen.add(room)
            ahead.append(room)
    return seen


# Tests lie where what they try lies, so that nobody searches for either.

NO_MIRROR = ("given", "bench", "browser", "fault", "figures", "migrations")  # and what tries the whole program
NAMED_OTHERWISE = {
    "tests/test_docker.py": "about the image, by its own steps",
    "tests/test_docs.py": "about the guides",
    "tests/test_house_rules.py": "about the source as a text",
    "tests/test_imports.py": "about the source as a text",
    "tests/playbook/test_playbooks.py": "about what ships in playbooks/, as the loader reads it",
    "tests/playbook/test_shipped_library.py": "about what ships in playbooks/, as the loader reads it",
    "tests/playbook/test_words.py": "about what ships in playbooks/, as the loader reads it",
    "tests/surfaces/test_shipped_messages.py": "about every message on every surface",
    "tests/surfaces/test_reach.py": "about what people can reach on each surface",
    "tests/surfaces/test_asking.py": "about how each surface words what to ask for",
    "tests/handlers/reception/test_another_platform.py": "about the protocols, by a platform written from them alone",
}


def mirrored() -> list[Path]:
    found = sorted((ROOT / "tests").rglob("*.py"))
    return [path for path in found if path.relative_to(ROOT / "tests").parts[0] not in NO_MIRROR]


def tried_by(path: Path) -> str | None:
    """The file or room of the source that a test file is named after; it may say behind that which part it is about."""
    folder = path.parent.relative_to(ROOT / "tests")
    home = next((one for one in (ROOT / "bot" / folder, ROOT / folder) if one.is_dir()), None)
    if home is None:
        return None
    rooms = {one.stem for one in home.iterdir() if one.suffix == ".py" or one.is_dir()} | {home.name}
    name = path.stem.removeprefix("test_")
    return next((room for room in rooms if name == room or name.startswith(f"{room}_")), None)


def test_tests_lie_where_the_source_lies() -> None:
    lost = {name_of(path) for path in mirrored() if path.name.startswith("test_") and tried_by(path) is None}
    known = {one for one in lost for way in NAMED_OTHERWISE if one == way or one.startswith(f"{way}/")}
    assert lost - known == set(), "name it after the file or room that it tries, in the same folder under tests/"
    idle = {way for way in NAMED_OTHERWISE if not any(one == way or one.startswith(f"{way}/") for one in lost)}
    assert idle == set(), "take those that lie where the source lies off the list"


def test_what_isnt_a_test_lies_with_what_is_given() -> None:
    other = {name_of(path) for path in mirrored() if not path.name.startswith("test_")}
    assert {one for one in other if not one.endswith(("/conftest.py", "/__init__.py"))} == set(), (
        "move it to tests/given"
    )


# SQL that only SQLite has seen fails at whoever hosts us on PostgreSQL. A file about words is marked one_database, and
# at least one of its tests both_databases.

ON_SQLITE_ONLY = "mark one of its tests both_databases: one that asks for what no other file asks for"


def test_every_file_that_asks_a_database_asks_both() -> None:
    asking = fixtures_with("engine")
    for path in mirrored():
        tests = [one for one in functions_of(path) if one.name.startswith("test_") and arguments_of(one) & asking]
        usual = "one_database" not in "".join(
            ast.unparse(one) for one in tree_of(path).body if isinstance(one, ast.Assign)
        )
        assert not tests or any(runs_on_both(one, usual) for one in tests), f"{name_of(path)}: {ON_SQLITE_ONLY}"


def runs_on_both(test: ast.FunctionDef | ast.AsyncFunctionDef, usual: bool) -> bool:
    marks = " ".join(ast.unparse(one) for one in test.decorator_list)
    return "both_databases" in marks or (usual and "one_database" not in marks)


def fixtures_with(name: str) -> set[str]:
    """The fixtures that need this one, themselves or through others."""
    needs: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for one in functions_of(path):
            if any("fixture" in ast.unparse(decorator) for decorator in one.decorator_list):
                needs[one.name] |= arguments_of(one)
    return {one for one in needs if name in reached(needs, one)} | {name}


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def arguments_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    return {one.arg for one in (*function.args.args, *function.args.kwonlyargs)}


# npm packages come from wherever npm is told to fetch them, and nothing of theirs runs when they are.


def test_the_lock_of_npm_packages_names_no_registry() -> None:
    found = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {name: package for name, package in found.items() if name}
    assert packages
    assert [name for name, one in packages.items() if "resolved" in one or "integrity" not in one] == [], "see .npmrc"
    assert "npm ci --ignore-scripts" in (ROOT / "Makefile").read_text(encoding="utf-8")
