"""What to press for what happens in the room of a rehearsal: by the screen that is up, and by what
is open on it.

In braces stand keys (see `key_words`); {@who} is whom it is about, {#key} the number or letter that
is theirs, {@kind} a kind of note. A line fits 60 cells, with a name that is not too long.
"""

from collections.abc import Mapping
from types import MappingProxyType

NAMED = "{@who}, then {enter}"
DO_IT, DO_THE_REST, GO_ON = "do it", "do the rest", "go on"
"""What enter does in a rehearsal, in the key line as in the lines of the coach. Each lets time fly
to what is asked next."""

_ON_LIST = "{live.people} opens the people: choose {@who} there, then "
_CHOSEN = "choose {@who} with {↑} {↓}, then "

ANSWERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "begin": {"live": "{live.next_item} begins the session"},
        "next-item": {"live": "{live.next_item} goes on to it"},
        "next-turn": {"live": "{live.next_turn} gives {@who} the floor"},
        "give-turn": {"live": "{#key} gives {@who} the floor"},
        "give-turn by name": {
            "live": "{live.by_name}, then the name: {@who} has the floor",
            "live name": NAMED,
        },
        "name-next": {
            "live": "{live.by_name}, then the name; it goes on the list, too",
            "live name": NAMED,
        },
        "end-turn": {"live": "{live.end_turn} ends the turn"},
        "pass": {"live": "{live.pass_turn} for a pass, which is fine"},
        "raise-hand": {"live": "{#key} is the hand of {@who}"},
        "raise-hand by name": {
            "live": "{live.hand}, then the name: the hand of {@who}",
            "live hand": NAMED,
        },
        "presence:present": {
            "live": _ON_LIST + "{people.here}",
            "people": _CHOSEN + "{people.here}: here",
        },
        "presence:away": {
            "live": _ON_LIST + "{people.away}",
            "people": _CHOSEN + "{people.away}: away",
        },
        "presence:no-show": {
            "live": _ON_LIST + "{people.no_show}",
            "people": _CHOSEN + "{people.no_show}: did not come",
        },
        "presence:not-admitted": {
            "live": _ON_LIST + "{people.not_admitted}",
            "people": _CHOSEN + "{people.not_admitted}: not admitted",
        },
        "add-person": {
            "live": "{live.people} opens the people: {people.add} there adds {@who}",
            "people": "{people.add} adds a name to the list: {@who}",
            "people add": NAMED,
        },
        "not-admitted": {
            "live": "{live.people} opens the people: {people.add} there notes {@who}"
            " as not admitted",
            "people": "{people.add} notes {@who} as not admitted;"
            " {people.copy} copies words to send",
            "people add": NAMED,
        },
        "core-training": {
            "live": "{live.people} opens the people: {people.all_trained} there is yes for all",
            "people": "{people.all_trained} notes it for all who are here",
        },
        "close-room": {
            "live": "{live.room} closes the room to newcomers",
            "people": "{people.room} closes the room to newcomers",
        },
        "tick": {"live": "{#key} ticks it off"},
        "write": {
            "live": "{live.write} writes, {#key} for {@kind}, then a few words",
            "live kind": "{#key} for {@kind}",
            "live note:": "in these words or your own, then {enter}",
        },
        "start-topic": {"live": "{#key} begins with it"},
        "give-role": {"live": "{#key} notes that it is {@who}"},
        "give-role by name": {
            "live": "{live.roles} gives roles: this one to {@who}",
            "live role": "{#letter} for this role",
            "live role:": NAMED,
        },
        "take-option": {"live": "{#key} takes this way"},
        "take-option by letter": {
            "live": "{live.ways} shows the ways: {#key} takes this one",
            "live way": "{#key} takes this way",
        },
        "small-groups": {"live": "{live.small_groups} draws who is with whom"},
        "extend": {"live": "{live.extend} adds the minutes"},
        "once-more": {"live": "{live.once_more} goes round once more"},
        "end-repeat": {"live": "{live.end_repeat} leaves out what was to come of it"},
        "fit": {
            "live": "{live.fit} proposes how to end on time",
            "fit": "{fit.take} takes it, {fit.leave} leaves it",
        },
        "resume": {"live": "{live.pause} lets the clock go on"},
        "change-note": {
            "live": "{live.notes} opens the notes: {notes.someone} there says “someone”",
            "closing": "{closing.notes} opens the notes: {notes.someone} there says “someone”",
            "notes": "choose that note with {↑} {↓}, then {notes.someone}: it says “someone”",
        },
        "keep-name": {
            "live": "{live.notes} opens the notes: {notes.keep_name} there keeps it",
            "closing": "{closing.notes} opens the notes: {notes.keep_name} there keeps it",
            "notes": "choose that note with {↑} {↓}, then {notes.keep_name}: it stays",
        },
        "full": {
            "live": "{live.close} looks everything through: {closing.full_yes} there is yes",
            "closing": _CHOSEN + "{closing.full_yes}: in full",
            "closing full:": "why, for you alone, then {enter}",
        },
        "close-session": {
            "live": "{live.close} looks everything through, then closes",
            "closing": "{closing.write} writes the files and closes",
        },
    }
)

BACK = "{#leave} leads back to the session"
"""On a screen where nothing can be done about it."""
BACK_FROM = ("people", "notes", "agenda", "topics", "agreement", "fit", "closing")
