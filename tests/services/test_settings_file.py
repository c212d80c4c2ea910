"""Settings in a TOML file."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import StorageError
from instrstudio.domain.settings import Settings
from instrstudio.services import settings_file

CHANGED = Settings(language="zh", theme="dark", text_size=130, profile='安 "n"\\')


def _write(text: str) -> Path:
    target = settings_file.path()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target


def test_without_a_file_the_defaults_hold() -> None:
    assert settings_file.load() == (Settings(), None)


def test_settings_come_back_as_they_were() -> None:
    settings_file.save(CHANGED)
    assert settings_file.load() == (CHANGED, None)
    text = settings_file.path().read_text("utf-8")
    assert "# Light or dark (auto, light, dark)\n" in text
    assert [p.name for p in settings_file.path().parent.iterdir()] == ["settings.toml"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back(text: str) -> None:
    settings_file.save(Settings(profile=text))
    assert settings_file.load() == (Settings(profile=text), None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("theme = ", "Invalid value"),
        ('theme = "purple"', "“theme” cannot be “purple”"),
        ('text_size = "big"', "“text_size” cannot be “big”"),
    ],
)
def test_a_bad_file_is_named_and_kept(text: str, reason: str) -> None:
    target = _write(text)

    found, complaint = settings_file.load()

    assert found == Settings()
    assert complaint is not None
    assert reason in str(complaint)
    assert str(target) in str(complaint)
    assert target.read_text("utf-8") == text
    settings_file.save(CHANGED)
    assert settings_file.load() == (CHANGED, None)
    kept = target.with_name("settings.toml.unusable")
    assert kept.read_text("utf-8") == text


def test_a_file_that_is_no_text_is_named() -> None:
    settings_file.path().parent.mkdir(parents=True)
    settings_file.path().write_bytes(b"\xff\xfe\x00")
    found, complaint = settings_file.load()
    assert found == Settings()
    assert complaint is not None


def test_what_a_newer_program_wrote_stays() -> None:
    newer = (
        'theme = "dark"\nnew = true\nwhen = 2026-01-02T03:04:05Z\n'
        'list = [1, 2.5, "a"]\n[deep]\n"a b" = 1\n'
    )
    target = _write(newer)
    settings_file.save(settings_file.load()[0])
    before, after = tomllib.loads(newer), tomllib.loads(target.read_text("utf-8"))
    assert {key: after[key] for key in before} == before


def test_a_place_that_cannot_be_written_is_named() -> None:
    folder = settings_file.path().parent
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="cannot be written"):
        settings_file.save(Settings())
