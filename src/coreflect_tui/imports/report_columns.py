"""What the columns of a report hold, by the words of its header in the languages of services.

Only the columns named here are ever read: no phone, country, account id, consent or engagement.
"""

import re
from dataclasses import dataclass
from unicodedata import combining, normalize

from coreflect_tui.core.text import PLAIN_LETTERS
from coreflect_tui.imports.roster_table import ALIASES, Column

# A header has short cells and not very many of them.
_LONGEST, _MOST_CELLS = 60, 100

_PEOPLE = {
    alias: column
    for column in (Column.NAME, Column.FIRST, Column.LAST, Column.EMAIL, Column.PRONOUNS)
    for alias in ALIASES[column].split()
}
_ALSO_NAMES = """
username nomdutilisateur nombredeusuario nombreparamostrar nomeutente nomedousuario anzeigename
benutzername nutzername vollstandigername vollernname volledigenaam gebruikersnaam weergavenaam
nazwauzytkownika fullstandigtnamn fullstandignamn fulltnavn fuldenavn visningsnavn visningsnamn
nomeexibido nomedisplay nomaffiche participante partecipante deelnemer uczestnik deltager deltaker
nameofparticipant nombredelparticipante nomduparticipant nomedoparticipante teilnehmername
"""
_ALSO_NAME = frozenset(_ALSO_NAMES.split())
# In a preamble these are a number of people; as names they need a column of joining or leaving.
_EITHER = frozenset({"teilnehmer", "deltagare", "participants"})

_WAITING_WORD = re.compile(
    r"waiting room|lobby|sala de espera|warteraum|wartezimmer|salle d ?attente|sala d ?attesa"
    r"|sala di attesa|wacht(?:ruimte|kamer)|poczekaln|vantrum|venterom|ventevaerelse"
)
_OTHER_WORD = re.compile(
    r"method|url|device|type|typ|tipo|count|number|anzahl|registra|anmeld|inscri|invit|camera"
    r"|kamera|video|audio|speak|talk|shar|scheduled|meeting (?:start|end)|wait"
)
_JOIN_WORD = re.compile(
    r"\bjoin|\bseen|\benter|\barriv|\bentr|ingres|incorpora|\bunion|se unio|conexi|beitritt"
    r"|beitreten|beigetreten|betret|teilnahme|hinzu|connexion|rejoin|participa|adhesion|\baccess|acceso"
    r"|ades(?:ion|ao)|deelname|toegetreden|toetred|deelgenomen|aangemeld|binnen|dolacz"
    r"|wejsc|anslut|gick med|intrad|ankom|deltag|deltok|deltak|tilslut|tilkobl|koblet til|ble med"
    r"|blev med|bli med|kom med"
)
_LEAVE_WORD = re.compile(
    r"\bleave|\bseen|\bleft\b|\bexit|\bdepart|salid|\bsalio|abandon|verlass|verlaat|verlat|austritt"
    r"|ausgetret|\bsort|quitt|deconnex|desconex|uscit|\bsaid|\bsaiu|vertrek|vertrokken|wyjsci"
    r"|opuszcz|opuscil|lamn|forlad|forlod|forlat|forlot|utgang"
)
# What makes an instant of it: "Join method" is none, "Join time" and "First join" are.
_TIMELY_WORD = re.compile(
    r"time|\bat$|zeit|\bhora|heure|\bdate|\bdata|\bora\b|orario|tijd|godzin|czas|\btid|tid\b|tidspunkt|klokke"
    r"|klokslag|klockslag"
)
_FIRST_WORD = re.compile(
    r"\bfirst|\berst|\bprimer|\bpremier|\bprim[oa]\b|\bprimeir|\beerst|\bpierwsz|\bforst"
)
_LAST_WORD = re.compile(r"\blast|\bletzt|\bultim|\bderni|\blaatst|\bostatn|\bsist|\bsidst|\bsenest")
_BARE_JOIN = frozenset(
    {"join", "joined", "entered", "beigetreten", "beitritt", "entrada", "entree", "arrivee"}
)
_BARE_LEAVE = frozenset(
    {"leave", "left", "exited", "exit", "verlassen", "salida", "sortie", "uscita", "saida"}
)
_DURATION_WORD = re.compile(
    r"duration|duracion|\bdauer|[a-z]dauer|duree|durata|duracao|\bduur|sduur|czas trwania"
    r"|varaktighet|varighed|varighet|time in (?:meeting|session|call)|tiempo en|temps de presence"
    r"|\bminut|anwesenheitszeit|\btid i m"
)
# How long the meeting was, said in each row.
_OF_THE_MEETING = frozenset({"meetingduration", "sessionduration", "scheduledduration"})
_BARE_START = frozenset(
    {
        "start",
        "starttime",
        "begin",
        "beginn",
        "startzeit",
        "inicio",
        "horadeinicio",
        "debut",
        "heurededebut",
        "inizio",
    }
)
_BARE_END = frozenset(
    {"end", "endtime", "ende", "endzeit", "fin", "horadefin", "heuredefin", "fine"}
)
_UNITS = (
    (re.compile(r"\b(?:sec|seg|sek|secondi)"), 1),
    (re.compile(r"\b(?:hours?|hrs|horas|heures|stunden|ore)\b"), 3600),
)
_EMAIL_WORD = re.compile(
    r"\be ?mail|\bmail\b|correo electronico|courriel|\be ?post|posta elettronica"
)
_NOT_THEIRS = re.compile(r"host|gastgeber|organi|anfitri|animat|invit")
_NO_TITLE, _NO_LETTERS = re.compile(r"[@\d]"), re.compile("[^a-z]+")
_JOINED, _LEFT, _DURATION, _WAITING = "joined", "left", "duration", "waiting"
_ZOOM = frozenset({"useremail", "recordingconsent", "recordingdisclaimerresponse", "inwaitingroom"})
_WEBEX = frozenset({"attendanceduration", "attendeeemail", "connectiontype", "meetingstarttime"})
_TEAMS = frozenset(
    {
        "inmeetingduration",
        "role",
        "rolle",
        "rol",
        "ruolo",
        "papel",
        "funcao",
        "funcion",
        "rola",
        "roll",
        "firstjoin",
        "lastleave",
    }
)
_MEET = frozenset({"timejoined", "timeexited", "timeleft"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand; None for one that it does not have.

    `unit` is what a bare number of its duration counts, in seconds. `per_person` says that a row
    is a person with the first joining and the last leaving, and not one connection.
    """

    titles: tuple[str, ...]
    people: dict[Column, int]
    joined: int | None
    left: int | None
    duration: int | None
    waiting: int | None
    unit: int
    per_person: bool
    service: str

    @property
    def of_time(self) -> tuple[int, ...]:
        """The places of joining, leaving and duration, those that there are."""
        places = (self.joined, self.left, self.duration)
        return tuple(place for place in places if place is not None)


def columns_of(cells: tuple[str, ...]) -> Columns | None:
    """The columns that a header names, or None for a row that is no header of a report."""
    if not 2 <= len(cells) <= _MOST_CELLS:
        return None
    words = [_words(cell) for cell in cells]
    people = _people(cells, words)
    named = {Column.NAME, Column.FIRST, Column.LAST} & people.keys()
    if not named:
        return None
    times = _times(words)
    sure = named != {Column.NAME} or words[people[Column.NAME]] not in _EITHER
    if sure and not {_JOINED, _LEFT} & times.keys():
        times |= _bare(words)
    if not {_JOINED, _LEFT} & times.keys() and not (sure and _DURATION in times):
        return None
    joined, left = times.get(_JOINED), times.get(_LEFT)
    per_person = (joined is not None and _FIRST_WORD.search(words[joined]) is not None) or (
        left is not None and _LAST_WORD.search(words[left]) is not None
    )
    service = _service(cells, words, people)
    return Columns(
        titles=tuple(words),
        people=people,
        joined=joined,
        left=left,
        duration=times.get(_DURATION),
        waiting=times.get(_WAITING),
        unit=_unit(words, times),
        per_person=per_person or service == "Google Meet",
        service=service,
    )


def _words(cell: str) -> str:
    """The words of a cell without case and accents; "" for what is no title of a column."""
    if len(cell) > _LONGEST or _NO_TITLE.search(cell):
        return ""
    if cell.isascii():
        return _NO_LETTERS.sub(" ", cell.lower()).strip()
    plain = normalize("NFKD", cell.casefold()).translate(PLAIN_LETTERS)
    kept = (char if char.isalpha() else "" if combining(char) else " " for char in plain)
    return " ".join("".join(kept).split())


def _times(words: list[str]) -> dict[str, int]:
    """The places of what tells of time; the first of a kind counts."""
    times: dict[str, int] = {}
    for place, title in enumerate(words):
        if title and (kind := _kind(title)):
            times.setdefault(kind, place)
    return times


def _kind(title: str) -> str:
    key = title.replace(" ", "")
    if _WAITING_WORD.search(title):
        # How long somebody waited is a number, and none of ours.
        timely = _DURATION_WORD.search(title) or _TIMELY_WORD.search(title)
        return "" if timely else _WAITING
    if key in _OF_THE_MEETING or _OTHER_WORD.search(title):
        return ""
    if _DURATION_WORD.search(title):
        return _DURATION
    timely = _TIMELY_WORD.search(title)
    if key in _BARE_LEAVE or (_LEAVE_WORD.search(title) and (timely or _LAST_WORD.search(title))):
        return _LEFT
    if key in _BARE_JOIN or (_JOIN_WORD.search(title) and (timely or _FIRST_WORD.search(title))):
        return _JOINED
    return ""


def _bare(words: list[str]) -> dict[str, int]:
    """Start and end, which services unknown here may call it; in a preamble they are no one's."""
    keys = [title.replace(" ", "") for title in words]
    found = ((_JOINED, _BARE_START), (_LEFT, _BARE_END))
    return {
        kind: next(place for place, key in enumerate(keys) if key in known)
        for kind, known in found
        if known & set(keys)
    }


def _people(cells: tuple[str, ...], words: list[str]) -> dict[Column, int]:
    """The places of what tells of people; {} for a row without a name, as most rows are."""
    found = [_person_column(cell, title) for cell, title in zip(cells, words, strict=True)]
    people: dict[Column, int] = {}
    for place, column in enumerate(found):
        if column is not None:
            people.setdefault(column, place)
    if people and Column.EMAIL not in people:
        for place, title in enumerate(words):
            if _EMAIL_WORD.search(title) and not _NOT_THEIRS.search(title):
                people.setdefault(Column.EMAIL, place)
    return people


def _person_column(cell: str, title: str) -> Column | None:
    key = title.replace(" ", "")
    if key in _ALSO_NAME or key in _EITHER:
        return Column.NAME
    if "(" not in cell:
        return _PEOPLE.get(key)
    # In French "Nom" is the last name, and the whole of it before "(nom d'origine)".
    column = _PEOPLE.get(_words(cell.partition("(")[0]).replace(" ", ""))
    return Column.NAME if column is Column.LAST else column


def _unit(words: list[str], times: dict[str, int]) -> int:
    title = words[times[_DURATION]] if _DURATION in times else ""
    return next((seconds for pattern, seconds in _UNITS if pattern.search(title)), 60)


def _service(cells: tuple[str, ...], words: list[str], people: dict[Column, int]) -> str:
    """Whose report it is, by the titles that only one service has; "" where none is there."""
    keys = {title.replace(" ", "") for title in words}
    if _WEBEX & keys:
        return "Webex"
    bracketed = Column.NAME in people and "(" in cells[people[Column.NAME]]
    if bracketed or _ZOOM & keys or any(_WAITING_WORD.search(title) for title in words):
        return "Zoom"
    if _MEET & keys or (Column.FIRST in people and Column.LAST in people):
        return "Google Meet"
    return "Teams" if _TEAMS & keys or any("upn" in title.split() for title in words) else ""
