"""Finds the files the program ships with, installed or in a checkout."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "shipped"
_CHECKOUT = Path(__file__).parent.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `path("templates")`.

    An installed package carries its resources inside itself (`instrstudio/shipped`);
    a checkout keeps them beside it (`resources/`).

    Raises:
        FileNotFoundError: Nothing of that name is shipped.
    """
    for root in (_INSTALLED, _CHECKOUT):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError(f"not shipped: {'/'.join(parts)}")
