"""What the program logs, as text or as JSON, a line an event; each line with the request that it is about."""

import json
import logging
from datetime import UTC, datetime
from typing import Literal, TextIO

from bot.logs.request_id import request_id

Kind = Literal["text", "json"]
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s%(of)s"


class _Marked(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        mark = request_id()
        vars(record).update(request=mark, of=f" [{mark}]" if mark else "")
        return True


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, message; request and error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := getattr(record, "request", ""):
            said["request"] = request
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def begin_logging(kind: Kind, *, verbose: bool, stream: TextIO | None = None) -> None:
    """From here on. stream: None: standard error."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(_Marked())
    handler.setFormatter(JsonLines() if kind == "json" else logging.Formatter(TEXT))
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])


__all__ = ["JsonLines", "begin_logging"]
