"""The words of a format as they are said in a session, with its people and times in them."""

from collections.abc import Mapping, Sequence

from coreflect_tui.core.person import Attendee
from coreflect_tui.core.placeholders import filled
from coreflect_tui.core.roles import holders
from coreflect_tui.core.speaking import PRESENTER
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import local_time


def said(state: SessionState, text: str, *, names: bool = True) -> str:
    """`text` with what its placeholders stand for now; without `names` nobody is named in it, as in
    what is written for the group."""
    if "{" not in text and "}" not in text:
        return text
    values = _values(state, names)
    instead = state.format.instead
    words = {name for name, value in values.items() if value == getattr(instead, name, None)}
    return filled(text, values, words)


def _values(state: SessionState, names: bool) -> Mapping[str, str]:
    options, certificates = state.options, state.format.certificates
    begins = local_time(state, options.starts_at)
    instead = state.format.instead
    english = state.format.language.casefold().partition("-")[0] == "en"
    return {
        "title": state.format.title,
        "date": f"{begins.day} {begins:%B %Y}" if english else f"{begins:%Y-%m-%d}",
        "start": f"{begins:%H:%M}",
        "end": f"{local_time(state, state.hard_end):%H:%M}",
        "minutes": str(options.minutes),
        "people": str(len(state.people)),
        "place": str(options.place),
        "facilitator": _named(state.facilitators if names else (), instead.facilitator),
        "list_to": options.recipient.name or instead.list_to,
        "contact": certificates.contact if certificates else "",
        "presenter": _named(holders(state, PRESENTER) if names else (), instead.presenter),
        "topic": state.topic.title if state.topic and names else instead.topic,
    }


def _named(people: Sequence[Attendee], otherwise: str) -> str:
    called = [one.name for one in people]
    return " and ".join([", ".join(called[:-1]), called[-1]] if called[1:] else called) or otherwise
