"""What the facts of a record are called: its language, and where it is from."""

from instrstudio.domain.record import Record
from instrstudio.ui import words

METHODS = ("template", "retrieval", "generation")
_ICONS = {
    "template": ("templates", "template_line"),
    "retrieval": ("library", "record_line"),
    "generation": ("training", "generated_line"),
    "import": ("import", "text2"),
    "crawl": ("link", "text2"),
    "annotation": ("check", "text2"),
    "starter": ("folder", "text2"),
}


def origin_of(record: Record) -> str:
    """Return the method that constructed a record, else the kind of its source."""
    return record.method if record.method in METHODS else record.source.kind


def origin_icon(record: Record) -> tuple[str, str]:
    """Return the icon for where a record is from, and the role of its colour."""
    return _ICONS.get(origin_of(record), ("edit", "text2"))


def origin_name(record: Record) -> str:
    """Return where a record is from, in a word."""
    key = origin_of(record)
    return words.method(key) if key in METHODS else words.source(key)


def language_name(code: str) -> str:
    """Return a language's name in that language: what a list of both scripts shows."""
    return {"zh": "中文", "en": "English"}.get(code, code)
