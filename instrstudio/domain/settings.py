"""What a person has set for every project: defaults and descriptions together."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message

INTERFACE_LANGUAGES = ("auto", "en", "zh")
THEMES = ("auto", "light", "dark")


def _setting(default: object, about: str, choices: tuple[object, ...] = ()) -> Any:
    """Declare one setting: its default, what it is, and the values it may have."""
    return field(default=default, metadata={"about": about, "choices": choices})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; a change makes a new value."""

    language: str = _setting("auto", "Language of the window", INTERFACE_LANGUAGES)
    theme: str = _setting("auto", "Light or dark", THEMES)
    text_size: int = _setting(100, "Text size in percent", (90, 100, 115, 130, 150))
    profile: str = _setting("default", "Whose style and choices are learned")
    last_project: str = _setting("", "Project opened last")
    device: str = _setting("auto", "Where models run", ("auto", "cpu", "cuda"))

    def as_dict(self) -> dict[str, object]:
        """Return the mapping that `from_mapping` reads."""
        return asdict(self)

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> "Settings":
        """Read settings; unknown keys are left aside, for a newer program's sake.

        Raises:
            InvalidInput: A value is of the wrong kind or not among the choices.
        """
        known: dict[str, Any] = {}
        for option in fields(cls):
            if option.name not in data:
                continue
            value, choices = data[option.name], option.metadata["choices"]
            if type(value) is not type(option.default) or (
                choices and value not in choices
            ):
                raise InvalidInput(
                    message(
                        "The setting “{key}” cannot be “{value}”.",
                        key=option.name,
                        value=value,
                    )
                )
            known[option.name] = value
        return cls(**known)
