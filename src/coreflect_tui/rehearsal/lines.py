"""What simulated people are called and what they say: short learnings from peer support."""

from collections.abc import Mapping
from types import MappingProxyType

from coreflect_tui.core.formats import NoteKind

# None of these is a word of the sentences below, so the look-through finds only a name on purpose.
NAMES = (
    "Priya", "Ana", "Kofi", "Tove", "Rowena", "Mateo", "Sanna", "Idris", "Olena", "Jonas",
    "Amara", "Leila", "Tomasz", "Noor", "Greta", "Hugo", "Yuki", "Farah", "Callum", "Zofia",
    "Emre", "Ines", "Bao", "Selma", "Anton", "Ruth", "Dilan", "Maeve", "Oskar", "Thandi",
    "Vera", "Pavel", "Aisha", "Lorenz", "Kirra", "Samir", "Edda", "Marek", "Nia", "Teodor",
)  # fmt: skip

NAMED_END = "said about waiting before helping stays with me."
"""How the one note that names somebody ends."""

_INTENTIONS = (
    "Stay curious a little longer before I reach for an answer.",
    "Notice when I start to carry things that are not mine.",
    "Find words for what I need in my own relationships at work.",
    "Hear how others speak up when a team forgets the person.",
    "Feel less alone with being the only peer worker in the building.",
    "Listen for the untold story more than for the problem.",
)
_TOPICS = (
    "When support begins to feel one-sided",
    "Saying no and staying connected",
    "Being asked to report on someone I walk with",
    "Coming back to each other after a rupture",
    "Sitting with somebody when there is nothing to do",
    "What we need when the work comes home with us",
    "Two worldviews in one team",
    "Asking for support before it is urgent",
    "How we speak about people who are not in the room",
    "Beginning to trust again",
)
_TAKEAWAYS = (
    "Sharing my own fear made the conversation mutual again.",
    "I can name what I see without knowing what it means.",
    "A pause is not a failure; it lets the other person choose.",
    "We moved towards something once we stopped arguing about what to leave.",
    "Asking how we both want to be in this is a way to begin again.",
    "My worldview is one of several in the room, and that is a relief.",
    "Limits said early are kinder than limits said late.",
    "Discomfort can be a sign that we are learning together.",
    "I want to try saying what I need before I am worn out.",
    "Being real with each other is worth more than being right.",
    "It helps to ask what happened, and then to stay for the answer.",
    "I leave with one question instead of five answers.",
    "Connection first; the rest had room after that.",
    "I heard my own story differently because someone wondered aloud.",
    "Small repairs, made soon, keep a relationship alive.",
    "Hope is easier to hold when more hands hold it.",
    "Not knowing together was the strongest part for me.",
    "I will bring the same honesty to my own team.",
    "We can each own our part without blame.",
    "Power is in the room whether we speak of it or not; today we spoke of it.",
    "Silence was kind today.",
    "I remember why I do this.",
)
_HARVEST = (
    "Everyone was invited by name, and passing was easy.",
    "We stayed with the hard part and nobody gave advice.",
    "The question of what works came first and set the tone.",
    "Laughter and seriousness both had a place.",
)
_COMPOST = (
    "Leave more quiet after someone has spoken.",
    "Begin with the discomfort agreement earlier next time.",
    "Try a smaller number of topics with more room for each.",
)
# Only what really was said, and who said it: no quote is ever made up, not even here.
_QUOTES = (
    "“Fall seven times, stand up eight” (Japanese proverb)",
    "“No man is an island, entire of itself” (John Donne, Devotions, Meditation XVII, 1624)",
    "“I am large, I contain multitudes” (Walt Whitman, Song of Myself, section 51)",
)
_REMINDERS = ("Send the group the date of the next meeting.",)

SAID: Mapping[NoteKind, tuple[str, ...]] = MappingProxyType(
    {
        NoteKind.INTENTION: _INTENTIONS,
        NoteKind.TOPIC: _TOPICS,
        NoteKind.TAKEAWAY: _TAKEAWAYS,
        NoteKind.HARVEST: _HARVEST,
        NoteKind.COMPOST: _COMPOST,
        NoteKind.QUOTE: _QUOTES,
        NoteKind.REMINDER: _REMINDERS,
    }
)
EVERY_LINE = frozenset(line for lines in SAID.values() for line in lines)

HOW_MANY: Mapping[NoteKind, tuple[int, int]] = MappingProxyType(
    {
        NoteKind.INTENTION: (3, 6),
        NoteKind.TOPIC: (2, 2),
        NoteKind.TAKEAWAY: (2, 4),
        NoteKind.HARVEST: (2, 3),
        NoteKind.COMPOST: (1, 2),
        NoteKind.QUOTE: (1, 2),
        NoteKind.REMINDER: (0, 1),
    }
)
"""How many of a kind are written in an item: at least and at most."""
