"""Somebody who learns the program in a rehearsal, in memory: they do what is suggested, or not."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from coreflect_tui.core.apply import prepared
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import SessionPrepared
from coreflect_tui.core.formats import Format
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import Options, SessionState
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal import Cast, Happening, cast_for, invent_names, what_next

STARTS = datetime.fromisoformat("2026-11-22T18:00:00+00:00")


@dataclass
class Learner:
    """A session in memory; `told` are the happenings that were answered."""

    state: SessionState
    cast: Cast
    now: datetime
    told: list[Happening]

    def do(self, intent: Intent) -> bool:
        """Whether the act was possible."""
        answer = decide(self.state, intent, self.now)
        if isinstance(answer, Refusal):
            return False
        self.state = fold(self.state, answer)
        return True

    def next(self) -> Happening | None:
        return what_next(self.state, self.cast, self.now)

    def follow(self) -> bool:
        """Let happen what is next, and do what is suggested; False when the session is closed."""
        happening = self.next()
        if happening is None:
            return False
        assert happening.at >= self.now
        assert happening.words
        assert happening.hint
        self.now = happening.at
        self.told.append(happening)
        for intent in happening.intents:
            assert self.do(intent), (happening.hint, intent)
        return True

    def to_the_end(self) -> "Learner":
        for _ in range(1000):
            if not self.follow():
                return self
        raise AssertionError("the story goes in a circle")

    def until(self, hint: str) -> "Learner":
        """Follow up to where a hint like this is next."""
        for _ in range(1000):
            happening = self.next()
            assert happening, f"{hint} never comes"
            if happening.hint.startswith(hint):
                return self
            self.follow()
        raise AssertionError("the story goes in a circle")

    def hints(self) -> list[str]:
        return [happening.hint for happening in self.told]

    def person(self, person_id: str) -> Attendee:
        person = self.state.person(person_id)
        assert person
        return person


def rehearse(fmt: Format, people: int = 8, minutes: int = 60, seed: int = 1) -> Learner:
    """A rehearsal of `fmt` that has just been opened."""
    names = [Invited(name) for name in invent_names(people, seed)]
    options = Options(STARTS, minutes, fmt.places[0], 0)
    answer = prepare_session(fmt, options, names[:1], names[1:], random.Random(seed))
    assert not isinstance(answer, Refusal)
    (event,) = answer[1]
    assert isinstance(event, SessionPrepared)
    state = prepared(event)
    return Learner(state, cast_for(state.people, seed), STARTS - timedelta(minutes=6), [])
