"""What the chat of a call needs: the question, words for newcomers, the word on certificates."""

from dataclasses import dataclass, replace

from coreflect_tui.core.said import said
from coreflect_tui.core.state import SessionState

CERTIFICATES = "c"
"""The letter of the words on certificates, with the address to write to."""


@dataclass(frozen=True, slots=True)
class ChatWords:
    """Words to paste; `letter` chooses them, `title` says what they are."""

    letter: str
    title: str
    words: str


def chat_words(state: SessionState) -> tuple[ChatWords, ...]:
    """What there is to paste here and now."""
    ask = state.running.item.step.ask if state.running else ""
    room, certificates = state.format.room, state.format.certificates
    offered = (
        ChatWords("q", "The question", ask),
        ChatWords("n", "For people who come now", room.words if room else ""),
        ChatWords(CERTIFICATES, "Certificates", certificates.words if certificates else ""),
        ChatWords("w", "What is noted", state.format.notice),
    )
    words = (replace(one, words=said(state, one.words)) for one in offered if one.words)
    return tuple(words)
