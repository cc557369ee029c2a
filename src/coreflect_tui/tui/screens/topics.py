"""Topics: which come, how they share their time."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.intents import (
    AddTopic,
    PinTopic,
    RemoveTopic,
    RenameTopic,
    StartTopic,
    WeighTopic,
)
from coreflect_tui.core.state import Topic
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.ends import read_ago
from coreflect_tui.tui.view.pieces import Line, Look, looking
from coreflect_tui.tui.view.topics import topic_choices, topics_title
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

ADD, RENAME, MINUTES = "add:", "rename:", "minutes:"


class TopicsScreen(ListScreen):
    """Each change shares the time among those that were not set by hand."""

    table = "topics"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("topics")

    def show_body(self) -> None:
        if self.state is None:
            return
        self.query_one("#top", Pane).show((topics_title(self.state),))
        rows = topic_choices(self.state, self.now, self.size.width - 3)
        self.choices.show(rows)

    def quiet_line(self) -> Line:
        if self.state and not self.state.topics:
            return looking(Look.MUTED, f" No topic yet; {key_of('topics.add')} writes one down.")
        return ()

    @property
    def _topic(self) -> Topic | None:
        chosen = self.choices.chosen
        topics = self.state.topics if self.state else ()
        return next((topic for topic in topics if topic.id == chosen), None)

    @on(OptionList.OptionSelected)
    def _begin(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id and self.do(StartTopic(event.option_id), moves_on=True) is None:
            self.app.pop_screen()

    def action_more_weight(self) -> None:
        self._weigh(1)

    def action_less_weight(self) -> None:
        self._weigh(-1)

    def _weigh(self, more: int) -> None:
        if self._topic:
            self.do(WeighTopic(self._topic.id, self._topic.weight + more))

    def action_unpin(self) -> None:
        if self._topic:
            self.do(PinTopic(self._topic.id, None))

    def action_minutes(self) -> None:
        if self._topic:
            self.query_one(Entry).ask(f"{MINUTES}{self._topic.id}", "minutes for this topic:")

    def action_add(self) -> None:
        self.query_one(Entry).ask(ADD, "topic:")

    def action_rename(self) -> None:
        if self._topic:
            self.query_one(Entry).ask(f"{RENAME}{self._topic.id}", "topic:", self._topic.title)

    def action_remove(self) -> None:
        if self._topic:
            self.do(RemoveTopic(self._topic.id))

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        purpose, _, name = event.purpose.partition(":")
        if purpose + ":" == ADD:
            self.do(AddTopic(event.text))
        elif purpose + ":" == RENAME:
            self.do(RenameTopic(name, event.text))
        elif (seconds := read_ago(event.text)) is None:
            self.warn("Write minutes, such as 12 or 7:30.")
        else:
            self.do(PinTopic(name, seconds))
