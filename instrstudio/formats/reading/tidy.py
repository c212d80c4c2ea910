"""Makes texts out of what stands in a field, and says what had to be mended."""

import json
import math
import re
from collections.abc import Mapping

from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import Message, Sentence, message

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


class Mender:
    """Turns values into texts; `faults` gathers what was mended."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def text(self, value: object, field: str) -> str:
        """Return `value` as a text: numbers written out, lists one item a line."""
        if value is None:
            return ""
        if isinstance(value, str):
            return self._sound(value, field)
        if isinstance(value, float) and not math.isfinite(value):
            self.note(
                field, message("The value is no text (NaN)"), message("Left empty")
            )
            return ""
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            self.note(
                field,
                message("The value is a list"),
                message("Put one item on each line"),
            )
            return self._sound("\n".join(value), field)
        self.note(
            field,
            message("The value is {kind}, not a text", kind=_kind(value)),
            message("Written as text"),
        )
        return self._sound(
            json.dumps(self.value(value, field), ensure_ascii=False), field
        )

    def value(self, value: object, field: str) -> object:
        """Return `value` as it is, but for what cannot be stored."""
        if isinstance(value, str):
            return self._sound(value, field)
        if isinstance(value, float) and not math.isfinite(value):
            self.note(
                field, message("The value is no number (NaN)"), message("Left empty")
            )
            return None
        if isinstance(value, list):
            return [self.value(item, field) for item in value]
        if isinstance(value, Mapping):
            return {
                self._sound(str(key), field): self.value(item, field)
                for key, item in value.items()
            }
        return value

    def note(self, field: str, rule: Sentence, repair: Sentence) -> None:
        """Remember a repair, once."""
        fault = Fault(field=field, rule=rule, repair=repair)
        if fault not in self.faults:
            self.faults.append(fault)

    def _sound(self, text: str, field: str) -> str:
        """Return `text` without halves of characters."""
        sound = _LONE_SURROGATE.sub(REPLACEMENT, text)
        if sound != text:
            self.note(
                field,
                message("Half a character or a broken byte"),
                message("Put “\ufffd” there"),
            )
        return sound


def _kind(value: object) -> Message:
    """Name the kind of a value."""
    if isinstance(value, bool):
        return message("true or false")
    if isinstance(value, (int, float)):
        return message("a number")
    return message("a list") if isinstance(value, list) else message("an object")


def kind_of(value: object) -> Message:
    """Name the kind of a row that should have been an object."""
    if value is None:
        return message("empty")
    return message("a text") if isinstance(value, str) else _kind(value)
