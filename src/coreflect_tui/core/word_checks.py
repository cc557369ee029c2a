"""Cross-checks of the words in a format: what stands in braces, and where notes go."""

from collections.abc import Iterator

from coreflect_tui.core.formats import Format, NoteKind, Outcome, Problem, StepKind
from coreflect_tui.core.placeholders import PLACEHOLDERS, unknown, used
from coreflect_tui.core.repeating import ForEach
from coreflect_tui.core.speaking import Speaks
from coreflect_tui.core.text import similar

Key = tuple[str | int, ...]


def words(fmt: Format) -> Iterator[Problem]:
    """Only placeholders that are known stand in braces, and such as stand for something here."""
    idle = dict(_idle(fmt))
    for key, text in all_words(fmt):
        for name in used(text):
            if name in idle:
                yield Problem(key, f"'{{{name}}}' stands for nothing here: {idle[name]}")
        for name in unknown(text):
            near = similar(name, PLACEHOLDERS)
            if name in ("{", "}"):
                hint = 'a lone brace; write "{{" or "}}" for a plain one'
            elif near:
                hint = f"'{{{name}}}' is no placeholder; did you mean '{{{near}}}'?"
            else:
                hint = f"'{{{name}}}' is no placeholder; there are {', '.join(PLACEHOLDERS)}"
            yield Problem(key, hint)


def all_words(fmt: Format) -> Iterator[tuple[Key, str]]:
    """Everything in a format that is said or shown as words, with its place in the file."""
    yield ("notice",), fmt.notice
    yield ("confidentiality",), fmt.confidentiality
    if fmt.certificates:
        yield ("certificates", "words"), fmt.certificates.words
    if fmt.room:
        yield ("room", "words"), fmt.room.words
    for index, step in enumerate(fmt.steps):
        key: Key = ("step", index)
        yield (*key, "ask"), step.ask
        yield (*key, "not_written"), step.not_written
        yield from (((*key, "say", at), one) for at, one in enumerate(step.say))
        yield from (((*key, "points", at), one.text) for at, one in enumerate(step.points))
        yield from (((*key, "questions", at), one.text) for at, one in enumerate(step.questions))
        yield from (((*key, "reminders", at), one.text) for at, one in enumerate(step.reminders))


def unused_words(fmt: Format) -> Iterator[Problem]:
    """A warning: notes that go nowhere."""
    if Outcome.HARVEST in fmt.outcomes:
        return
    for index, step in enumerate(fmt.steps):
        kept = [kind for kind in step.writes if kind not in (NoteKind.REMINDER, NoteKind.TOPIC)]
        if kept:
            yield Problem(
                ("step", index, "writes"),
                'what is written here goes into no file; add "harvest" to the outcomes if it '
                "should",
            )
            return


def _idle(fmt: Format) -> Iterator[tuple[str, str]]:
    """Placeholders for which this format never has anything to say, and why."""
    for_each = [one.for_each for one in fmt.repeats]
    if fmt.certificates is None:
        yield "contact", "it is who writes certificates, and the format has no [certificates]"
    if ForEach.PRESENTER not in for_each and not any(
        step.presenter or step.speaks in (Speaks.PRESENTER, Speaks.OTHERS) for step in fmt.steps
    ):
        yield "presenter", "nobody presents in any step of the format"
    if ForEach.TOPIC not in for_each and not any(
        step.kind is StepKind.TOPICS for step in fmt.steps
    ):
        yield "topic", "no step has the kind topics, and no repeat is for each topic"
