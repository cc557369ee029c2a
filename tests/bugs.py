"""Errors put into the program from outside: Python that its process runs before it begins."""

import os
from pathlib import Path
from textwrap import dedent

from ending import SAID

BOOM = f"""
import os, sqlite3, threading
from pathlib import Path

SAID = {SAID!r}

def boom(*_, **__):
    her_words = SAID
    try:
        sqlite3.connect(":memory:").execute("SELECT " + repr(SAID))
        raise sqlite3.IntegrityError(SAID)
    except sqlite3.Error:
        raise RuntimeError(her_words)

def invalid(*_, **__):
    from pydantic import TypeAdapter
    TypeAdapter(int).validate_python(SAID)
"""
HANDLER = """
from coreflect_tui.tui.screens.live import LiveScreen
LiveScreen.action_by_name = {}
"""


def with_bug(code: str, folder: Path) -> dict[str, str]:
    """The variables with which the program runs `code` first, out of `folder`, a new one: there
    `boom` is a function that fails with what somebody said, and `invalid` one of pydantic."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BOOM + dedent(code), "utf-8")
    path = filter(None, (str(folder), os.environ.get("PYTHONPATH")))
    return {"PYTHONPATH": os.pathsep.join(path)}
