"""Processes of ours that needn't wait for what they import.

To import the whole program takes a second, and a test starts it up to ten times. So one process imports it once and
then makes each process that a test asks for by forking itself: from there on it is a process like any other, with its
own settings, folder and pipes, that can be killed. That the program also starts from nothing is seen by the tests of
its installed command, of `--help` and of the demo in the browser."""

import asyncio
import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 100_000  # bytes that ask for a process


# -- the side of the tests


class Process:
    """What a test does with a process; it isn't asyncio's because it is no child of this one."""

    def __init__(self, pid: int, out: int, err: int, ended: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._out, self._err = (asyncio.ensure_future(_all_of(pipe)) for pipe in (out, err))
        self._ended = asyncio.ensure_future(self._end(ended))

    async def _end(self, ended: int) -> None:
        self.returncode = int(await _all_of(ended))

    async def wait(self) -> int | None:
        await self._ended
        return self.returncode

    async def communicate(self) -> tuple[bytes, bytes]:
        await self._ended
        return await self._out, await self._err

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


async def _all_of(pipe: int) -> bytes:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb")
    )
    return await reader.read()


async def fork(*words: str, env: Mapping[str, str], cwd: Path | str = ROOT) -> Process:
    """A process that does `milepost WORDS`, or `python FILE WORDS` where the first word is a Python file."""
    pipes = [os.pipe() for _ in range(3)]
    asked = json.dumps({"words": words, "env": dict(env), "cwd": str(cwd)}).encode()
    line = _forker()
    socket.send_fds(line, [asked], [theirs for _, theirs in pipes])
    for _, theirs in pipes:
        os.close(theirs)
    return Process(int(line.recv(MOST)), *(ours for ours, _ in pipes))


@functools.cache
def _forker() -> socket.socket:
    """The line to the process that forks. It ends when this one does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    words = [sys.executable, "-m", "tests.given.forks", str(theirs.fileno())]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)  # which goes first
    return ours


# -- the process that forks


def _import_all() -> None:
    for package in ("bot", "handlers"):
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            importlib.import_module(found.name)
    for name in ("sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.dialects.postgresql.asyncpg", "alembic.command"):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # shared with the forked ones, who needn't look through it


def _serve(line: socket.socket) -> Callable[[], None] | None:
    """Forks whenever asked to; returns in the forked process, with what it is to do."""
    running: dict[int, int] = {}  # the pipe to say the exit code on, of each process
    woken, wake = os.pipe2(os.O_NONBLOCK)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        ready, _, _ = select.select([line, woken], [], [])
        if woken in ready:
            os.read(woken, MOST)
            _say_who_ended(running)
        if line not in ready:
            continue
        asked, pipes, _, _ = socket.recv_fds(line, MOST, 3)
        if not asked:
            return None
        out, err, ended = pipes
        if not (pid := os.fork()):
            return functools.partial(_become, json.loads(asked), out, err, line)
        running[pid] = ended
        os.close(out)
        os.close(err)
        line.send(str(pid).encode())


def _say_who_ended(running: dict[int, int]) -> None:
    for pid, pipe in list(running.items()):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            os.write(pipe, str(os.waitstatus_to_exitcode(status)).encode())
            os.close(running.pop(pid))


def _become(asked: dict[str, object], out: int, err: int, line: socket.socket) -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    line.close()
    for pipe, number in ((out, 1), (err, 2)):
        os.dup2(pipe, number)
        os.close(pipe)
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[call-overload]
    os.chdir(str(asked["cwd"]))
    first, *more = asked["words"]  # type: ignore[misc]
    if str(first).endswith(".py"):
        sys.argv = [first, *more]
        runpy.run_path(first, run_name="__main__")
    else:
        from bot.cli.main import main

        main([first, *more], prog_name="milepost")


if __name__ == "__main__":
    _import_all()
    if become := _serve(socket.socket(fileno=int(sys.argv[1]))):
        become()
