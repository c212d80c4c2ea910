"""Says in the reader's language what the rooms below say in English."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from instrstudio.domain.wording import Message

MESSAGES = "messages"


def translate(text: str, context: str = "Words") -> str:
    """Look a text up in the catalogue."""
    return QCoreApplication.translate(context, text)


def said(sentence: Message | str) -> str:
    """Return a domain sentence in the language of the window."""
    if isinstance(sentence, str):
        return translate(sentence, MESSAGES) if sentence else ""
    template = translate(sentence.template, MESSAGES)
    if not sentence.values:
        return template
    return template.format(**{k: _value(v) for k, v in sentence.values.items()})


def _value(value: object) -> object:
    """Return a value as it is put into a sentence."""
    if isinstance(value, Message):
        return said(value)
    if isinstance(value, (list, tuple)):
        return list_of([str(_value(one)) for one in value])
    return value


def list_of(items: list[str]) -> str:
    """Join items as the language does."""
    return QCoreApplication.translate("Words", ", ", "between items").join(items)


def number(value: int) -> str:
    """Return a count with its thousands apart: 1,204,318."""
    return f"{value:,}"


def label_of(table: Callable[[], dict[str, str]], key: str) -> str:
    """Return the word for `key`, or `key` itself in plain words."""
    return table().get(key) or key.replace("_", " ").capitalize()


def task_type(key: str) -> str:
    """Return the name of a task type."""
    return label_of(_task_types, key)


def language(key: str) -> str:
    """Return the name of a language, in the language of the window."""
    return label_of(_languages, key)


def method(key: str) -> str:
    """Return the name of a method."""
    return label_of(_methods, key)


def check(key: str) -> str:
    """Return the name of a check of candidates."""
    return label_of(_checks, key)


def origin(key: str) -> str:
    """Return the name of an origin of words."""
    return label_of(_origins, key)


def source(key: str) -> str:
    """Return the name of a kind of source of records."""
    return label_of(_sources, key)


def _task_types() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "text_generation": tr("Words", "Text generation"),
        "translation": tr("Words", "Translation"),
        "question_answering": tr("Words", "Question answering"),
        "dialogue": tr("Words", "Dialogue"),
        "code_generation": tr("Words", "Code generation"),
        "summarization": tr("Words", "Summarization"),
        "classification": tr("Words", "Classification"),
        "extraction": tr("Words", "Extraction"),
        "rewriting": tr("Words", "Rewriting"),
        "other": tr("Words", "Other"),
    }


def _languages() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {"en": tr("Words", "English"), "zh": tr("Words", "Chinese")}


def _methods() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "template": tr("Words", "Template"),
        "retrieval": tr("Words", "Retrieval"),
        "generation": tr("Words", "Generation"),
    }


def _checks() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "slot": tr("Words", "Place for the input"),
        "forms": tr("Words", "Input and output named"),
        "leakage": tr("Words", "Answer not leaked"),
        "constraints": tr("Words", "Constraints stated"),
        "opening": tr("Words", "Clear opening"),
        "length": tr("Words", "Length"),
        "novelty": tr("Words", "New to the library"),
        "slot_coverage": tr("Words", "States the facts"),
        "unlearned": tr("Words", "Before your choices"),
    }


def _origins() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "template": tr("Words", "Template text"),
        "task": tr("Words", "Your task"),
        "record": tr("Words", "Library"),
        "generated": tr("Words", "Generated"),
        "slot": tr("Words", "Slot"),
        "edited": tr("Words", "Your edits"),
    }


def _sources() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "starter": tr("Words", "Starter library"),
        "own": tr("Words", "Own"),
        "constructed": tr("Words", "Constructed"),
        "import": tr("Words", "Import"),
        "crawl": tr("Words", "Crawl"),
        "annotation": tr("Words", "Annotation"),
    }


def seconds(value: float) -> str:
    """Return a rounded duration: “40 s”, “11 min”, “2 h”."""
    tr = QCoreApplication.translate
    if value < 10:
        return tr("Words", "{count} s").format(count=f"{value:.1f}")
    if value < 90:
        return tr("Words", "{count} s").format(count=round(value))
    if value < 90 * 60:
        return tr("Words", "{count} min").format(count=round(value / 60))
    return tr("Words", "{count} h").format(count=round(value / 3600))


def ago(moment: str) -> str:
    """Return an ISO 8601 time as people say it: relative for a day, then the date."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return _ago((datetime.now(UTC) - at).total_seconds(), at)


def _ago(past: float, at: datetime) -> str:
    tr = QCoreApplication.translate
    if past < 60:
        return tr("Words", "just now")
    if past < 3600:
        return tr("Words", "{count} min ago").format(count=int(past // 60))
    if past < 86_400:
        return tr("Words", "{count} h ago").format(count=int(past // 3600))
    local = at.astimezone()
    if past < 2 * 86_400:
        return tr("Words", "Yesterday")
    shown = "yyyy-MM-dd" if local.year != datetime.now().astimezone().year else "d MMM"
    if QLocale().language() == QLocale.Language.Chinese and shown == "d MMM":
        shown = "M月d日"
    return str(QLocale().toString(QDate(local.year, local.month, local.day), shown))
