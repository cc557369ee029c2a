"""The whole session as JSON: everything, with a warning."""

import json
from dataclasses import replace
from datetime import date

from coreflect_tui.core.state import Agreement, SessionState
from coreflect_tui.exports.whole_session import whole_session_json


def test_it_holds_everything_and_says_so(closed: SessionState) -> None:
    first = replace(closed.items[0], ticked=frozenset({2, 0}))
    text = whole_session_json(replace(closed, items=(first, *closed.items[1:])))
    document = json.loads(text)
    assert document["schema"] == 1
    assert "names" in document["warning"]
    session = document["session"]
    assert session["began"] == "2026-11-22T08:00:00+00:00"
    assert session["items"][0]["ticked"] == [0, 2]
    assert session["people"][2]["name"] == "Zoë"
    assert session["people"][2]["history"][0]["presence"] == "present"
    assert [note["text"] for note in session["notes"]][-1] == "ring Kit"
    assert "Zoë" in text


def test_the_day_on_which_an_agreement_was_looked_at_is_one(closed: SessionState) -> None:
    agreed = Agreement("Silence is fine", date(2026, 11, 22))
    document = json.loads(whole_session_json(replace(closed, agreement=agreed)))
    assert document["session"]["agreement"] == {"text": "Silence is fine", "checked": "2026-11-22"}
