from tests.given.queued_messages import desk

__all__ = ["desk"]
