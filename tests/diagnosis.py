"""What tests of the doctor have in common."""

from collections.abc import Callable, Iterable
from pathlib import Path

from coreflect_tui.doctor.finding import Finding

Looking = Callable[[], list[Finding]]
Mending = Callable[[], list[str]]
Altering = Callable[..., None]


def all_bytes(folder: Path) -> dict[str, tuple[bytes, int, float]]:
    """Every file in a folder: what is in it, who may read it, and when it was changed."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mode,
            path.stat().st_mtime,
        )
        for path in sorted(folder.rglob("*"))
    }


def kinds(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """What is found, and what each needs."""
    return [(one.kind, str(one.need)) for one in findings]
