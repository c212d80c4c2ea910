"""Settings to a TOML file in the user's configuration folder, and back."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from instrstudio.domain.errors import InvalidInput, StorageError
from instrstudio.domain.settings import Settings
from instrstudio.domain.wording import Message, message
from instrstudio.services import places

FILE = "settings.toml"


def path() -> Path:
    """Return where the settings are."""
    return places.config_folder() / FILE


def load() -> tuple[Settings, Message | None]:
    """Return the settings, and what is wrong with the file, if anything is.

    A file that cannot be used stays as it is, and the defaults are used.
    """
    try:
        return Settings.from_mapping(_read()), None
    except (OSError, ValueError, InvalidInput) as error:
        return Settings(), message(
            "The settings in “{file}” cannot be used, so the defaults are: {reason}",
            file=str(path()),
            reason=_reason(error),
        )


def save(settings: Settings) -> None:
    """Write the settings; keys of a newer program stay, an unusable file is kept.

    Raises:
        StorageError: The file cannot be written.
    """
    target = path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unknown = _unknown(target)
        partial = target.with_name(target.name + ".partial")
        partial.write_bytes(_toml(settings, unknown).encode("utf-8", "replace"))
        partial.replace(target)
    except OSError as error:
        raise StorageError(
            message(
                "The settings cannot be written to “{file}” ({reason}).",
                file=str(target),
                reason=_reason(error),
            )
        ) from error


def _read() -> dict[str, object]:
    """Return what the file says; nothing when there is no file."""
    try:
        text = path().read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    return tomllib.loads(text)


def _unknown(target: Path) -> dict[str, object]:
    """Return the keys of the present file that are not ours.

    A file that cannot be used is moved aside: somebody may want to mend it.
    """
    try:
        present = _read()
        Settings.from_mapping(present)
    except (ValueError, InvalidInput):
        target.replace(target.with_name(target.name + ".unusable"))
        return {}
    known = {option.name for option in fields(Settings)}
    return {key: value for key, value in present.items() if key not in known}


def _toml(settings: Settings, unknown: Mapping[str, object]) -> str:
    """Return the text of the file, each setting under what it is for."""
    lines = []
    for option in fields(settings):
        about, choices = option.metadata["about"], option.metadata["choices"]
        listed = f" ({', '.join(map(str, choices))})" if choices else ""
        lines.append(f"# {about}{listed}")
        lines.append(f"{option.name} = {_value(getattr(settings, option.name))}\n")
    lines += [f"{_quoted(key)} = {_value(value)}" for key, value in unknown.items()]
    return "\n".join(lines).rstrip() + "\n"


def _value(value: object) -> str:
    """Return a value in TOML, all on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        pairs = (f"{_quoted(key)} = {_value(item)}" for key, item in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return str(value)  # numbers, and times in the form of ISO 8601


def _quoted(text: str) -> str:
    """Return a TOML string: JSON's, but for the one character they differ about."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _reason(error: Exception) -> str:
    """Return in a few words what an error says."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error)
