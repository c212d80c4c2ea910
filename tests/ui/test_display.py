"""Without a screen there is a sentence, not an aborted process."""

import subprocess
import sys
from pathlib import Path

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.ui.display import check_display

ON_LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems always have a screen"
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@ON_LINUX
@pytest.mark.parametrize("display", ["", ":987", ":987.0", "unix:987"])
def test_no_display_is_said(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    with pytest.raises(InvalidInput, match="display"):
        check_display()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QT_QPA_PLATFORM", "offscreen"),
        ("WAYLAND_DISPLAY", "wayland-0"),
        ("DISPLAY", "elsewhere.example:0"),
    ],
)
def test_what_cannot_be_known_is_left_to_qt(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    check_display()


@ON_LINUX
def test_the_program_ends_with_one_sentence(isolated_home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "instrstudio"],
        env={"PATH": "/usr/bin:/bin", "INSTRSTUDIO_HOME": str(isolated_home)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: There is no display")
    assert ended.stderr.count("\n") == 1
