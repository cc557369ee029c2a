"""Instants as the store writes them: ISO 8601 in UTC, so that they sort as text."""

from datetime import UTC, datetime


def to_text(instant: datetime) -> str:
    """`instant` must know its zone."""
    return instant.astimezone(UTC).isoformat()


def from_text(text: str) -> datetime:
    """In UTC. Raises ValueError."""
    try:
        instant = datetime.fromisoformat(text)
        return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    except (OverflowError, OSError):
        raise ValueError("an instant beyond the calendar") from None
