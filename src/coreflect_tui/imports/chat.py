"""A call's chat, pasted: what people wrote, one note a line, without their names and the times.

Each line of a message becomes a note of its own. Reactions, replied-to lines and what the call
itself says go; messages to one person alone go too, unless nothing else was pasted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from coreflect_tui.core.text import NOTE_LIMIT, clean_note, harmless
from coreflect_tui.imports.chat_heads import (
    Head,
    KnownNames,
    called,
    is_stamp,
    like_a_name,
    read_head,
)

MOST_LINES = 200
"""Notes of one paste, at the most."""
MOST_READ = 2_000
"""Lines of a paste that are looked at."""
MOST_CHARACTERS = 100_000
"""Of a paste; a long session's chat has a third of that."""

_BULLET = re.compile(r"(?:[-–—*•·‣▪◦●○>+]\s|\[[ xX]?\]\s|\d{1,2}[.)]\s)+")
_QUOTE = '"“”„«»'
_REACTED = re.compile(
    rf"(?:.{{0,80}}\s)?reacted to .*[{_QUOTE}].* with .{{1,40}}"
    r"|(?:.{0,80}\s)?reacted to .* with [^\w\s]+"
    r"|(?:.{0,80}\s)?reacted(?: with)? :?[^\w\s]+(?: to .*)?"
    rf"|removed an? .{{1,60}} reaction from [{_QUOTE}].*"
    r"|(?:\d+ )?(?:like|heart|laugh|surprised|sad|angry)(?: reactions?\.?| \d+)"
    r"|\d+ reactions?\.?",
    re.IGNORECASE,
)
_REPLYING = re.compile(
    rf"replying to [{_QUOTE}](?:.*?[{_QUOTE}]\s?:\s?(?P<rest>.+)|.*)", re.IGNORECASE
)
_OPEN_QUOTE = re.compile(rf"(?:replying|reacted) to [{_QUOTE}][^{_QUOTE}]*", re.IGNORECASE)
_QUOTE_ENDS = re.compile(rf".*?[{_QUOTE}]\s?(?::\s?(?P<rest>.*)|with .{{1,40}})?")
_LONGEST_QUOTE = 10
"""Lines in which the end of what is replied to is looked for."""
_SAID_BY_THE_CALL = re.compile(
    r"(?P<who>.{1,80}?) (?:has |was )?(?:joined|left|removed|added|admitted)"
    r"(?P<what> (?:the |this |from |to |as )?(?:the )?(?:meeting|call|chat|conversation|group"
    r"|session|waiting room|a message|the group|guest).{0,60})?\.?"
    r"|(?:.{1,80} (?:removed|deleted|unsent) (?:a|this|the|their) message|(?:this )?message"
    r" (?:was |has been )?(?:deleted|removed|unsent).{0,40}|you deleted this message)\.?"
    r"|(?:the )?(?:recording|transcription|meeting|chat) (?:has )?(?:been )?"
    r"(?:started|stopped|ended)(?: by .{1,80})?\.?|(?:meeting )?(?:group )?chat"
    r"|(?:in-call |new )?messages?|last read|edited|\(edited\)|unread|reply|today|yesterday"
    r"|who can see your messages\?.*"
    r"|messages addressed to .*|messages and calls are end-to-end encrypted.*"
    r"|<?(?:media|image|video|audio|sticker|gif|document|contact card) omitted>?"
    r"|begin reference, .*|has attachments?|(?:created|changed) (?:the|this) group.*",
    re.IGNORECASE,
)
_WHATSAPP_SAYS = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?"
    r" [-–] [^:]*",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s?(?:\(edited\)|<this message was edited>)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    line: int
    direct: bool


@dataclass(frozen=True, slots=True)
class Chat:
    """The notes in a chat, and how many lines of it are not among them, because they are too many
    at once."""

    notes: tuple[str, ...]
    left_out: int = 0


def chat_lines(text: str, people: Sequence[str] = ()) -> tuple[str, ...]:
    """The notes of `read_chat`."""
    return read_chat(text, people).notes


def read_chat(text: str, people: Sequence[str] = ()) -> Chat:
    """The notes in a pasted chat, cleaned, at most MOST_LINES; `people` are the names of those
    here, so that "Bo: text" and a name alone are known for what they are. Never raises."""
    every = _lines(text)
    lines = every[: _within(every)]
    known = KnownNames(people)
    for line in lines:
        head = read_head(line, known)
        if head and head.sure and like_a_name(head.name):
            known.add(head.name)
    said = list(_read(lines, known))
    if any(not one.direct for one in said):
        said = [one for one in said if not one.direct]
    notes = tuple(one.text for one in said[:MOST_LINES])
    return Chat(notes, len(every) - len(lines) + len(said) - len(notes))


def _lines(text: str) -> list[str]:
    """The lines that hold something; one that is longer than a note in several."""
    evened = (" ".join(line.split()) for line in harmless(text).split("\n"))
    return [piece for line in evened if line for piece in _pieces(line)]


def _pieces(line: str) -> Iterator[str]:
    """The line, parted at blanks as far as it has any."""
    start = 0
    while len(line) - start > NOTE_LIMIT:
        blank = line.rfind(" ", start + 1, start + NOTE_LIMIT)
        end = blank if blank > 0 else start + NOTE_LIMIT
        yield line[start:end]
        start = end + (blank > 0)
    yield line[start:]


def _within(lines: Sequence[str]) -> int:
    """How many of the lines are looked at."""
    reach = accumulate(len(line) for line in lines)
    return min(MOST_READ, sum(1 for _ in takewhile(lambda end: end <= MOST_CHARACTERS, reach)))


def _read(lines: Sequence[str], known: KnownNames) -> Iterator[_Said]:
    """The lines that are people's words. A name goes when the line after it is a time."""
    kept: list[_Said] = []
    direct = expecting = False
    times_last = bool(lines) and is_stamp(lines[-1])
    for place, line in enumerate(_without_quotes(lines, known)):
        if is_stamp(line):
            if not times_last:
                _drop_sender(kept, lines, place, known)
            expecting = True
            continue
        if times_last and _is_sender_above(lines, place):
            continue
        bare = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
        head = None if _is_noise(bare, known) else _head(lines, place, bare, known)
        if expecting and head is None:
            head = called(bare)
        expecting = False
        if head:
            direct = head.direct if head.name else direct
            bare = head.rest
        words = _words(bare, known)
        if words:
            kept.append(_Said(words, place, direct))
    yield from kept


def _head(lines: Sequence[str], place: int, line: str, known: KnownNames) -> Head | None:
    """What the line begins with; one that may be words is a name when words follow it."""
    head = read_head(line, known)
    if head is None or head.sure:
        return head
    following = lines[place + 1] if place + 1 < len(lines) else ""
    follows = following and not is_stamp(following) and read_head(following, known) is None
    return head if follows else None


def _without_quotes(lines: Sequence[str], known: KnownNames) -> Iterator[str]:
    """The lines, empty where they belong to a message of several lines that is replied to."""
    ends = -1
    for place, line in enumerate(lines):
        if place <= ends:
            found = _QUOTE_ENDS.fullmatch(line) if place == ends else None
            yield (found["rest"] or "") if found else ""
            continue
        head = read_head(line, known)
        if _OPEN_QUOTE.fullmatch(head.rest if head and head.rest else line):
            following = lines[place + 1 : place + 1 + _LONGEST_QUOTE]
            ends = next(
                (
                    place + number
                    for number, one in enumerate(following, start=1)
                    if _QUOTE_ENDS.fullmatch(one)
                ),
                ends,
            )
        yield line


def _is_sender_above(lines: Sequence[str], place: int) -> bool:
    """Where times stand below their messages, the name stands above."""
    first = place == 0 or is_stamp(lines[place - 1])
    more = place + 1 < len(lines) and not is_stamp(lines[place + 1])
    return first and more and like_a_name(lines[place])


def _drop_sender(kept: list[_Said], lines: Sequence[str], place: int, known: KnownNames) -> None:
    """Meet and Teams write the name on a line, and the time on the next."""
    if not kept or kept[-1].line != place - 1 or not like_a_name(lines[place - 1]):
        return
    after_a_name = place > 1 and lines[place - 2] in known
    if not after_a_name and place + 1 < len(lines):
        kept.pop()


def _words(line: str, known: KnownNames) -> str:
    """What is left as a note; "" for what the call says itself, and for a lone emoji."""
    for _ in range(3):
        if found := _REPLYING.fullmatch(line):
            line = found["rest"] or ""
        if _is_noise(line, known):
            return ""
        line = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
        head = read_head(line, known)
        if head is None or not head.sure or not head.name or head.name not in known:
            break
        line = head.rest
    words = clean_note(_EDITED.sub("", line))
    return words if any(char.isalpha() for char in words) else ""


def _is_noise(line: str, known: KnownNames) -> bool:
    if _REACTED.fullmatch(line) or _WHATSAPP_SAYS.fullmatch(line):
        return True
    found = _SAID_BY_THE_CALL.fullmatch(line)
    if not found or found["who"] is None:
        return bool(found)
    return found["who"] in known or (like_a_name(found["who"]) and bool(found["what"]))
