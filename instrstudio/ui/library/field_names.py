"""What the fields of a record are called where formats keep or leave them out."""

from PySide6.QtCore import QCoreApplication


def field_name(name: str) -> str:
    """Return the word for a field as a format names it."""
    plain = name.replace("_", " ")
    return names().get(plain, plain)


def names() -> dict[str, str]:
    """Return the words for all fields of records and templates."""
    return _of_records() | _of_samples() | _of_templates()


def _of_samples() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "input": tr("RecordFields", "input"),
        "output": tr("RecordFields", "output"),
        "first output": tr("RecordFields", "first output"),
        "input apart from the instruction": tr(
            "RecordFields", "input apart from the instruction"
        ),
        "halves of characters": tr("RecordFields", "halves of characters"),
    }


def _of_templates() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "name": tr("RecordFields", "name"),
        "pattern": tr("RecordFields", "pattern"),
        "slots": tr("RecordFields", "slots"),
        "keywords": tr("RecordFields", "keywords"),
        "needs": tr("RecordFields", "conditions"),
        "priority": tr("RecordFields", "priority"),
        "version": tr("RecordFields", "version"),
    }


def _of_records() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "instruction": tr("RecordFields", "instruction"),
        "task description": tr("RecordFields", "task description"),
        "examples": tr("RecordFields", "samples"),
        "first input and output": tr("RecordFields", "first input and output"),
        "further samples": tr("RecordFields", "further samples"),
        "constraints": tr("RecordFields", "constraints"),
        "system": tr("RecordFields", "system message"),
        "history": tr("RecordFields", "earlier turns"),
        "title": tr("RecordFields", "title"),
        "tags": tr("RecordFields", "tags"),
        "task type": tr("RecordFields", "task type"),
        "language": tr("RecordFields", "language"),
        "languages": tr("RecordFields", "languages"),
        "input language": tr("RecordFields", "input language"),
        "output language": tr("RecordFields", "output language"),
        "source": tr("RecordFields", "source"),
        "licence": tr("RecordFields", "licence"),
        "method": tr("RecordFields", "method"),
        "parent": tr("RecordFields", "parent"),
        "pair": tr("RecordFields", "pair of languages"),
        "times": tr("RecordFields", "times"),
        "created": tr("RecordFields", "time of creation"),
        "updated": tr("RecordFields", "time of change"),
        "archived": tr("RecordFields", "archive mark"),
        "extra": tr("RecordFields", "unknown fields"),
        "unknown fields": tr("RecordFields", "unknown fields"),
    }
