"""What the rules of the file doctor are called; their ids stay the same for ever."""

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.checkup import LEFT_OUT, MENDED, NOTED
from instrstudio.domain.transfer import Fault
from instrstudio.ui import words


def rule_name(rule: str) -> str:
    """Return the name of a rule."""
    return (_of_rows() | _of_files() | _of_others()).get(rule, rule)


def said_of(fault: Fault) -> str:
    """Return in a few words what is wrong with a row."""
    from instrstudio.services import doctor

    rule = doctor.rule_of(fault.rule)
    return words.said(fault.rule) if rule == "other" else rule_name(rule)


def effect_name(effect: str) -> str:
    """Return what becomes of a row."""
    tr = QCoreApplication.translate
    names = {
        MENDED: tr("Rules", "Mended"),
        LEFT_OUT: tr("Rules", "Left out"),
        NOTED: tr("Rules", "Only noted"),
    }
    return names[effect]


def _of_rows() -> dict[str, str]:
    """Return the names of rules about what a row holds."""
    tr = QCoreApplication.translate
    return {
        "instruction-missing": tr("Rules", "No instruction"),
        "instruction-empty": tr("Rules", "Empty instruction"),
        "language-missing": tr("Rules", "Missing in one language"),
        "row-not-object": tr("Rules", "The row is no object"),
        "line-break-in-text": tr("Rules", "Line break within a text"),
        "key-twice": tr("Rules", "A key is given twice"),
        "broken-character": tr("Rules", "Broken character"),
        "not-a-text": tr("Rules", "A value is no text"),
        "not-a-number": tr("Rules", "A value is no number"),
        "list-for-text": tr("Rules", "A list in place of a text"),
        "not-a-list": tr("Rules", "A value is no list"),
        "sample-no-object": tr("Rules", "A sample is no object"),
        "history-no-pairs": tr("Rules", "Earlier turns are no pairs"),
        "cell-count": tr("Rules", "Cells and header differ"),
        "cell-too-long": tr("Rules", "A cell is too long"),
        "turns-missing": tr("Rules", "No turns"),
        "user-missing": tr("Rules", "No turn of a user"),
        "turns-irregular": tr("Rules", "Irregular turns"),
        "answer-missing": tr("Rules", "No answer"),
        "several-messages": tr("Rules", "Several messages"),
        "judgement-unclear": tr("Rules", "Unclear judgement"),
        "judgement-missing": tr("Rules", "No judgement"),
        "many-instances": tr("Rules", "Many instances"),
        "several-answers": tr("Rules", "Several answers"),
        "wrong-kind": tr("Rules", "Another kind of row"),
        "duplicate-row": tr("Rules", "Says the same as an earlier row"),
        "known-otherwise": tr("Rules", "Known with other fields"),
        "other-licence": tr("Rules", "Another licence"),
    }


def _of_files() -> dict[str, str]:
    """Return the names of rules about how a file is written."""
    tr = QCoreApplication.translate
    return {
        "json-invalid": tr("Rules", "Invalid JSON"),
        "yaml-invalid": tr("Rules", "Invalid YAML"),
        "file-cut-off": tr("Rules", "The file is cut off"),
        "comma-missing": tr("Rules", "A comma is missing"),
        "quotation-open": tr("Rules", "A quotation is never closed"),
        "row-unreadable": tr("Rules", "The row cannot be read"),
        "fence-open": tr("Rules", "A fence is never closed"),
        "encoding-not-utf8": tr("Rules", "Not in UTF-8"),
        "byte-order-mark": tr("Rules", "Byte order mark"),
        "cannot-be-written": tr("Rules", "Cannot be written"),
        "template-answer": tr("Rules", "The template writes the answer"),
        "template-choices": tr("Rules", "Choices made from the data"),
        "template-empty": tr("Rules", "Empty template"),
    }


def _of_others() -> dict[str, str]:
    """Return the names of rules about what LLaMA-Factory makes of a row."""
    tr = QCoreApplication.translate
    return {
        "llamafactory-no-answer": tr("Rules", "LLaMA-Factory skips: no answer"),
        "llamafactory-roles": tr("Rules", "LLaMA-Factory skips: order of roles"),
        "llamafactory-turns": tr("Rules", "LLaMA-Factory skips: last turn"),
        "llamafactory-choice": tr("Rules", "LLaMA-Factory skips: no choice"),
        "llamafactory-label": tr("Rules", "LLaMA-Factory skips: judgement"),
        "llamafactory-unseen": tr("Rules", "LLaMA-Factory does not see it"),
        "llamafactory-entry": tr("Rules", "Wrong entry for LLaMA-Factory"),
        "other": tr("Rules", "Something else"),
    }
