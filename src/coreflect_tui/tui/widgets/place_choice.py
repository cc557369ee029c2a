"""Online or in person: a small choice that space, enter, arrows and a click change."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from coreflect_tui.core.formats import Place
from coreflect_tui.tui.view.pieces import Look, Piece
from coreflect_tui.tui.widgets.pane import Pane


class PlaceChoice(Pane):
    """Shows the places a format works in, with the chosen one marked."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter,left,right", "turn", "change", show=False)
    ]

    class Changed(Message):
        """Another place was chosen."""

    def __init__(self, places: tuple[Place, ...], place: Place) -> None:
        super().__init__(id="place")
        self._places = places
        self.place = place

    def on_mount(self) -> None:
        self._draw()

    def action_turn(self) -> None:
        index = (self._places.index(self.place) + 1) % len(self._places)
        self.place = self._places[index]
        self._draw()
        self.post_message(self.Changed())

    def on_click(self, event: Click) -> None:
        event.stop()
        self.action_turn()

    def _draw(self) -> None:
        pieces = []
        for place in self._places:
            chosen = place is self.place
            pieces.append(
                Piece(f"{'●' if chosen else '○'} {place}   ", Look.STRONG if chosen else Look.MUTED)
            )
        self.show((tuple(pieces),))
