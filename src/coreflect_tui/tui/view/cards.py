"""Cards that can be called up at any time: principles, tasks, gentle warnings."""

from collections.abc import Sequence

from coreflect_tui.core.repeating import Card
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, line, looking


def card_lines(cards: Sequence[Card]) -> Lines:
    """The cards, under the name of their deck."""
    lines: list[Line] = []
    deck = ""
    for card in cards:
        if card.deck and card.deck != deck:
            lines += [looking(Look.MUTED, card.deck), BLANK]
        deck = card.deck
        lines.append(looking(Look.TITLE, card.title))
        lines += [line(words) if words else BLANK for words in card.words.splitlines()]
        lines.append(BLANK)
    return tuple(lines) or (line("This format has no cards."),)
