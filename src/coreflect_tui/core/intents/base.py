"""Intent: what everything that can be asked for has in common."""


class Intent:
    """Something asked for; `core.decide` answers with events or a Refusal."""

    __slots__ = ()
