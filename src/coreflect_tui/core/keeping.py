"""How long sessions are kept: a reminder in words; nothing is ever removed because of it."""

from datetime import datetime


def months_before(now: datetime, months: int) -> datetime:
    """The same instant of the month so many months earlier, or the last day that month has."""
    from calendar import monthrange

    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    if year < 1:
        return datetime.min.replace(tzinfo=now.tzinfo)
    month += 1
    return now.replace(year=year, month=month, day=min(now.day, monthrange(year, month)[1]))


def old_words(number: int, months: int) -> str:
    """That many sessions are older than the user wants to keep them, in a sentence; "" for none."""
    if not number:
        return ""
    are = "1 session is" if number == 1 else f"{number} sessions are"
    kept = "1 month" if months == 1 else f"{months} months"
    one = "it" if number == 1 else "one"
    return (
        f"{are} older than the {kept} in settings.toml; coreflect sessions forget ID removes {one}."
    )
