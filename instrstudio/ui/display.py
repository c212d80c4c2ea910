"""Says in a sentence that there is no screen, where Qt would abort the process."""

import os
import re
import socket
import sys

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message

_LOCAL = re.compile(r"^(?:unix)?:(?P<number>\d+)(?:\.\d+)?$")


def check_display() -> None:
    """See that a window can be opened; only Linux leaves that in doubt.

    Raises:
        InvalidInput: There is no display, or the one named does not answer.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    display = os.environ.get("DISPLAY", "")
    if not display:
        raise InvalidInput(
            message(
                "There is no display to open a window on: "
                "use the command line, see instrstudio --help."
            )
        )
    local = _LOCAL.match(display)
    if local and not _answers(f"/tmp/.X11-unix/X{local['number']}"):
        raise InvalidInput(
            message(
                "The display “{display}” does not answer: set DISPLAY to another.",
                display=display,
            )
        )


def _answers(path: str) -> bool:
    """Say whether an X server listens at `path`, as a file or an abstract name."""
    for address in (path, "\0" + path):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(1.0)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
