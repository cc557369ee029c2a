"""Where things live on this machine. Nothing is created here."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_APP = "coreflect"


class Locations(NamedTuple):
    """`data` is the folder of the database, `documents` where the folders of sessions go; the
    user's own formats, quotes and groups stand beside the settings, as files to edit."""

    data: Path
    settings_file: Path
    documents: Path
    user_formats: Path
    user_quotes: Path
    user_groups: Path


def locations(environ: Mapping[str, str] | None = None) -> Locations:
    """The places of this user; `COREFLECT_HOME` in `environ` puts them all into one folder."""
    environ = os.environ if environ is None else environ
    if one_folder := environ.get("COREFLECT_HOME"):
        home = typed_path(one_folder).absolute()
        return _around(home, data=home / "data", documents=home / "documents")
    import platformdirs

    return _around(
        platformdirs.user_config_path(_APP, appauthor=False),
        data=platformdirs.user_data_path(_APP, appauthor=False),
        documents=platformdirs.user_documents_path() / "Co-reflection",
    )


def typed_path(text: str) -> Path:
    """The path that a person wrote: `~` is their folder, and `~name` that of an account, if there
    is one of that name; otherwise it is taken as it stands."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _around(config: Path, *, data: Path, documents: Path) -> Locations:
    return Locations(
        data=data,
        settings_file=config / "settings.toml",
        documents=documents,
        user_formats=config / "formats",
        user_quotes=config / "quotes",
        user_groups=config / "groups",
    )
