"""Where the program keeps things on this machine."""

import os
from pathlib import Path

APPLICATION = "InstrStudio"


def _folder(kind: str) -> Path:
    """Return the user's folder of one `kind`; INSTRSTUDIO_HOME moves them all."""
    home = os.environ.get("INSTRSTUDIO_HOME")
    if home:
        return Path(home) / kind
    import platformdirs

    find = getattr(platformdirs, f"user_{kind}_path")
    found: Path = find(APPLICATION, appauthor=False)
    return found


def data_folder() -> Path:
    """Return the folder of what must be kept: the default project."""
    return _folder("data")


def cache_folder() -> Path:
    """Return the folder of what can be rebuilt: indexes, training arrays."""
    return _folder("cache")


def config_folder() -> Path:
    """Return the folder of settings."""
    return _folder("config")


def default_project() -> Path:
    """Return the project that opens when none is named."""
    return data_folder() / "default"
