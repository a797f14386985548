"""Which request is being answered: a mark that each of its log lines bears, so that they are found together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_REQUEST: ContextVar[str] = ContextVar("request", default="")


def request_id() -> str:
    """ "" where the program works by itself."""
    return _REQUEST.get()


@contextmanager
def one_request() -> Iterator[str]:
    """What is done within, and whatever is begun there, is of one request."""
    before = _REQUEST.set(uuid4().hex[:12])
    try:
        yield _REQUEST.get()
    finally:
        _REQUEST.reset(before)


__all__ = ["one_request", "request_id"]
