"""One JSON value out of a window, with what was wrong about it."""

import json
from dataclasses import dataclass

from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import Sentence, message
from instrstudio.formats.reading.parser_words import json_reason
from instrstudio.formats.reading.window import Window

_LONGEST_INTEGER = 4000
"""Digits; Python refuses to read more than 4300 (CVE-2020-10735)."""
_TAIL = 16
"""An error this near to the end may be a word or an escape that was cut in two."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that was read; it ends at the place `end` of the window's text."""

    value: object
    end: int
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """No value: why, how many lines below its beginning, and how far it was read."""

    reason: Sentence
    lines_below: int
    reached: int
    is_cut: bool = False


class ValueReader:
    """Reads JSON values, one after the other; strict first, then forgiving."""

    def __init__(self) -> None:
        self._notes: list[Fault] = []
        self._strict, self._forgiving = (
            json.JSONDecoder(
                object_pairs_hook=self._object, parse_int=_integer, strict=strict
            )
            for strict in (True, False)
        )

    def read(self, window: Window) -> Value | Broken:
        """Read the value at `window.at`, loading more text until it is whole."""
        while True:
            found = self.decode(window.text, window.at)
            if isinstance(found, Value):
                # a number at the very end of the text may go on in the next piece
                closed = isinstance(found.value, (dict, list, str))
                if closed or found.end < len(window.text) or not window.more():
                    return found
            elif window.is_full:
                return Broken(message("it is too long"), 0, found.reached)
            elif not found.is_cut or not window.more():
                return found

    def decode(self, text: str, at: int) -> Value | Broken:
        """Decode the value at `at`; `Broken.is_cut` says that text may be missing."""
        try:
            return self._decoded(self._strict, text, at)
        except json.JSONDecodeError as error:
            if not error.msg.startswith("Invalid control character"):
                return _broken(error, text, at)
        except RecursionError:
            return Broken(message("it is nested too deeply"), 0, at)
        try:
            value = self._decoded(self._forgiving, text, at)
        except json.JSONDecodeError as error:
            return _broken(error, text, at)
        mended = Fault(
            field="",
            rule=message("A line break or tab stands in a text as it is"),
            repair=message("Read as “\\n” or “\\t”"),
        )
        return Value(value.value, value.end, (mended, *value.notes))

    def _decoded(self, decoder: json.JSONDecoder, text: str, at: int) -> Value:
        """Run one decoder and gather its notes."""
        self._notes.clear()
        value, end = decoder.raw_decode(text, at)
        return Value(value, end, tuple(self._notes))

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """Make an object; of a key that is given twice the last one counts."""
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            self._notes.extend(
                Fault(
                    field=key,
                    rule=message("The key is given twice"),
                    repair=message("Took the last one"),
                )
                for key in twice
            )
        return made


def _integer(digits: str) -> int | str:
    """Return the number, or its digits where it is absurdly long."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else digits


def _broken(error: json.JSONDecodeError, text: str, at: int) -> Broken:
    """Say what is wrong in plain words."""
    # an unterminated string is only known at the end; its error stands at its beginning
    unterminated = error.msg.startswith("Unterminated string")
    is_cut = unterminated or error.pos >= len(text) - _TAIL
    reached = len(text) if unterminated else error.pos
    reason = json_reason(error.msg)
    return Broken(reason, text.count("\n", at, reached), reached, is_cut)
