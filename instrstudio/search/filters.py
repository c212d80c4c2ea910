"""Filters as they are written: ``tag:news``, ``rating:>=4``, ``created:2026-01..``.

Ratings and times are filter terms whose order is that of their values, so that every
range of them is one range of terms. Times are written as the reader's clock has them.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from instrstudio.search.clauses import Filter, exactly, starting
from instrstudio.search.document import rating_term, time_term

FIELDS = {
    "tag": "tag",
    "type": "type",
    "lang": "lang",
    "language": "lang",
    "rating": "rating",
    "source": "source",
    "licence": "licence",
    "license": "licence",
    "created": "created",
    "标签": "tag",
    "类型": "type",
    "语言": "lang",
    "评分": "rating",
    "来源": "source",
    "许可": "licence",
    "许可证": "licence",
    "创建": "created",
}
"""The names that can be written in front of a colon, and the filters they mean."""

RANGES = frozenset(("rating", "created"))
"""The filters whose values have an order."""

_LANGUAGES = {"english": "en", "chinese": "zh", "英文": "en", "中文": "zh"}
_SIGNED = re.compile(r"(>=|<=|>|<|=|≥|≤|)\s*([^<>=≤≥]+)")
_BETWEEN = re.compile(r"\.\.+|。。+")
_NUMBER = re.compile(r"\d{1,4}(?:\.\d+)?")
_TIME = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_SIGNS = {"≥": ">=", "≤": "<=", "=": ""}

Bounds = tuple[str, str]
"""A filter term, and the least above all that mean the same."""


def filter_of(field: str, value: str, *, unfinished: bool = False) -> Filter | None:
    """Return the filter `field` (a value of `FIELDS`) for `value`.

    `unfinished`: the value may go on. None: it cannot be read.
    """
    if field in RANGES:
        return _ranged(field, value)
    if field == "lang":
        value = _LANGUAGES.get(value.casefold(), value)
    make = starting if unfinished else exactly
    if value.endswith("*") and len(value) > 1:
        value, make = value[:-1], starting
    found = make(field, value)
    if field == "source":  # by its name or by its kind
        return Filter(found.ranges + make("kind", value).ranges)
    return found


def _ranged(field: str, value: str) -> Filter | None:
    """Return the filter for a value, or for all on one side of it or between two."""
    value = _plain(value)
    read = _rating if field == "rating" else _time
    whole = starting(field, "").ranges[0]
    pieces = _BETWEEN.split(value)
    if len(pieces) == 1:
        return _one_sided(value, read, whole)
    if len(pieces) != 2 or not any(pieces):
        return None
    low, high = (read(piece) if piece else whole for piece in pieces)
    if low is None or high is None:
        return None
    if all(pieces) and high < low:
        low, high = high, low
    return Filter(((low[0], high[1]),))


def _one_sided(
    value: str, read: Callable[[str], Bounds | None], whole: Bounds
) -> Filter | None:
    """Return the filter for ``4``, ``>4``, ``>=4``, ``<4`` or ``<=4``."""
    signed = _SIGNED.fullmatch(value)
    bounds = read(signed[2]) if signed else None
    if signed is None or bounds is None:
        return None
    ranges = {
        "": bounds,
        ">=": (bounds[0], whole[1]),
        ">": (bounds[1], whole[1]),
        "<=": (whole[0], bounds[1]),
        "<": (whole[0], bounds[0]),
    }
    return Filter((ranges[_SIGNS.get(signed[1], signed[1])],))


def _plain(value: str) -> str:
    """Return `value` in half-width characters, a Chinese date with hyphens."""
    value = unicodedata.normalize("NFKC", value).strip()
    return re.sub(r"[年月](?=\d)", "-", value).translate(
        dict.fromkeys(map(ord, "年月日"))
    )


def _rating(value: str) -> Bounds | None:
    """Return the terms of one rating."""
    if not _NUMBER.fullmatch(value):
        return None
    term = rating_term(float(value))
    return term, term + "\0"


def _time(value: str) -> Bounds | None:
    """Return the terms of a year, a month or a day."""
    written = _TIME.fullmatch(value)
    if written is None:
        return None
    year, month, day = (int(part) if part else 0 for part in written.groups())
    try:
        start = datetime(year, month or 1, day or 1)
        if day:
            end = start + timedelta(days=1)
        elif month:
            end = datetime(year + month // 12, month % 12 + 1, 1)
        else:
            end = datetime(year + 1, 1, 1)
        return _term_at(start), _term_at(end)
    except (ValueError, OverflowError, OSError):
        return None


def _term_at(local: datetime) -> str:
    """Return the term of a time of the reader's clock."""
    return time_term(local.astimezone(UTC))
