"""What rows out of a damaged file prove to have been written. Loads the core of pydantic.

A decision holds where its checksum follows from the one before it, words where their digest does,
other rows where their seal does. Nothing else is taken over, so what is recovered is what was
written. What was struck stays struck.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from coreflect_tui.core.history import replay
from coreflect_tui.core.summary import Summary, summarise
from coreflect_tui.core.telling import Told, untold
from coreflect_tui.store import codec, rows
from coreflect_tui.store.chain import holds
from coreflect_tui.store.damage.pages import Row
from coreflect_tui.store.damage.report import is_session_id
from coreflect_tui.store.drafts import Draft, draft_of
from coreflect_tui.store.reading import Proven, proven

_DECISION: Final = (str, int, str, str, str, int, (int, float), str, str, str)
_WORDS: Final = (str, int, str, (bytes, type(None)), (str, type(None)))
_DRAFT: Final = (str, str, str, str, str, str)
_OLD_DRAFT: Final = _DRAFT[:-1]
_OLDEST_SUMMARY: Final = 15
"""Columns of a row of `sessions` in the first version."""
_SUMMARY: Final = len(rows.SEALED_ROW.split(", ")) + 1

WordsRow = tuple[str, int, str, bytes | None, str | None]
_Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A session as far as it holds. `of` is how many decisions it had, 0 where that is not known;
    `words` are those that hold, and `lost` counts the others."""

    session: str
    decisions: tuple[Proven, ...]
    words: tuple[WordsRow, ...]
    summary: Summary
    of: int

    @property
    def whole(self) -> bool:
        """Whether all its decisions are here. Its words may be damaged all the same."""
        return self.of == len(self.decisions)

    @property
    def lost(self) -> int:
        return sum(len(one.lost) for one in self.decisions)


@dataclass(slots=True)
class Rows:
    """Rows of a damaged file by what they seem to be, each once."""

    decisions: dict[str, dict[int, list[Row]]] = field(default_factory=dict)
    words: dict[str, dict[_Key, list[codec.Words]]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    """How many decisions each session has, as its row says."""
    drafts: list[Draft] = field(default_factory=list)
    unproven: set[Row] = field(default_factory=set)
    """Drafts that nothing proves: damaged ones, and all from before version 3."""

    def take(self, row: Row) -> None:
        """Keep a row, of whatever table it is."""
        if _is(row, _DECISION):
            self._decision(row)
        elif _is(row, _WORDS):
            self._words(row)
        elif _is(row, _DRAFT) or _is(row, _OLD_DRAFT):
            self._draft(row)
        elif _OLDEST_SUMMARY <= len(row) <= _SUMMARY:
            self._summary(row)

    def _decision(self, row: tuple[Any, ...]) -> None:
        # A whole number of seconds stands in the file without a fraction.
        row = (*row[:6], float(row[6]), *row[7:])
        found = self.decisions.setdefault(row[0], {}).setdefault(row[1], [])
        if row not in found:
            found.append(row)

    def _words(self, row: tuple[Any, ...]) -> None:
        decision, event, name, nonce, text = row
        found = self.words.setdefault(decision, {}).setdefault((event, name), [])
        words = codec.Words(nonce, text)
        if words not in found:
            found.append(words)

    def _draft(self, row: Row) -> None:
        draft = draft_of(row) if len(row) == len(_DRAFT) else None
        if draft is None:
            self.unproven.add(row)
        elif draft not in self.drafts:
            self.drafts.append(draft)

    def _summary(self, row: tuple[Any, ...]) -> None:
        session, seq, *rest = row
        if not (isinstance(session, str) and isinstance(seq, int)):
            return
        if len(row) == _SUMMARY:
            known = holds((seq, session, *rest[:-1]), rest[-1])
        else:
            # Nothing proves a row from before version 3.
            known = is_session_id(session)
        if known:
            self.counts[session] = max(seq, self.counts.get(session, 0))


def salvage(rows: Rows, every_row: bool = False, told: Told = untold) -> tuple[Salvaged, ...]:
    """The sessions of which at least the preparation holds, by their ids. `every_row` says that
    none is missing, as in a file that is sound; `told` hears how many were looked at."""
    found: list[Salvaged] = []
    taken: set[str] = set()
    for done, (session, by_seq) in enumerate(sorted(rows.decisions.items())):
        told(done, len(rows.decisions))
        one = _session(session, by_seq, rows, every_row)
        ids = {each.decision.id for each in one.decisions} if one else set()
        # No two decisions have one id, unless somebody made the file so.
        if one and len(ids) == len(one.decisions) and not ids & taken:
            found.append(one)
            taken |= ids
    return tuple(found)


def _session(
    session: str, by_seq: Mapping[int, list[Row]], rows: Rows, every_row: bool
) -> Salvaged | None:
    chain: list[Proven] = []
    words: list[WordsRow] = []
    while following := _next(by_seq.get(len(chain) + 1, ()), chain, rows):
        chain.append(following[0])
        words += following[1]
    if not chain:
        return None
    try:
        state = replay(tuple(one.decision for one in chain)).state
        summary = summarise(state, chain[-1].decision.moment.session)
    except Exception:
        # Whatever it holds, the program starts without it.
        return None
    last = max(by_seq) if every_row or max(by_seq) > len(chain) else 0
    known = rows.counts.get(session, 0) or last
    of = max(known, len(chain)) if known else 0
    return Salvaged(session, tuple(chain), tuple(words), summary, of)


def _next(
    candidates: Iterable[Row], chain: list[Proven], rows: Rows
) -> tuple[Proven, list[WordsRow]] | None:
    """The decision that follows on `chain`, with those of its words that hold."""
    last = (chain[-1].seq, chain[-1].checksum) if chain else (0, "")
    for row in candidates:
        one = proven(row, *last, {})
        words = _right(one, rows.words.get(one.decision.id, {})) if one else {}
        one = proven(row, *last, words) if words else one
        if one:
            id_ = one.decision.id
            return one, [(id_, *key, text.nonce, text.text) for key, text in words.items()]
    return None


def _right(one: Proven, candidates: Mapping[_Key, list[codec.Words]]) -> dict[_Key, codec.Words]:
    """Of words that may be those of a decision, those that are; what was struck anywhere stays
    so."""
    words = {}
    for key, digest in codec.digests(one.payload).items():
        right = [text for text in candidates.get(key, ()) if codec.hold(text, digest)]
        struck = [text for text in right if text.text is None]
        if right:
            words[key] = (struck or right)[0]
    return words


def _is(row: Row, kinds: Sequence[type | tuple[type, ...]]) -> bool:
    """Whether a row has values of these kinds."""
    return len(row) == len(kinds) and all(map(isinstance, row, kinds))
