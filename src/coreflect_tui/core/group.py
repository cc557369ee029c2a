"""Group: people who meet again and again, with the roster that their facilitator keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of a roster. `id` stays the same over sessions; `listed_name` is what the attendee
    list says where that differs; `aliases` are names under which reports were said to mean them."""

    id: str
    name: str
    pronouns: str = ""
    listed_name: str = ""
    email: str = ""
    organisation: str = ""
    core_trained: bool | None = None
    facilitates: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A standing group. `format` is the id of what it usually holds; `record` says that its
    facilitator has switched on the record over sessions."""

    name: str
    format: str = ""
    record: bool = False
    members: tuple[Member, ...] = ()
