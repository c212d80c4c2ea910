"""What methods and metrics are called in the language of the window."""

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.evaluation import (
    ANSWERED,
    EVERYTHING,
    FIRST,
    TEMPLATE,
    TOP_1,
    Evaluation,
    Scale,
)
from instrstudio.services.evaluating import LIBRARY
from instrstudio.ui import words

SIGNS = {TEMPLATE: "T", TOP_1: "N"}
"""The letter that stands for each baseline beside a mark."""


def method(key: str) -> str:
    """Return the name of a method or baseline."""
    tr = QCoreApplication.translate
    own = {
        TOP_1: tr("Scores", "Nearest record"),
        FIRST: tr("Scores", "First candidate"),
    }
    return own.get(key) or words.method(key)


def group(key: str) -> str:
    """Return the name of a group of rows: all, or those of a language."""
    if key == EVERYTHING:
        return QCoreApplication.translate("Scores", "All rows")
    return words.language(key)


def metric(key: str) -> str:
    """Return the name of a metric, or of a part of one."""
    whole, _dot, part = key.partition(".")
    name = _beside_references().get(whole) or _others().get(whole) or words.check(whole)
    return f"{name}: {_parts().get(part, part)}" if part else name


def kind(scale: Scale) -> str:
    """Say what a metric looks at, and which end of it is good."""
    tr = QCoreApplication.translate
    looks = {
        "references": tr("Scores", "Beside what people wrote"),
        "candidate": tr("Scores", "The text and its task"),
        "set": tr("Scores", "All texts of a method together"),
    }
    better = tr("Scores", "higher is better")
    if not scale.higher_is_better:
        better = tr("Scores", "lower is better")
    return words.list_of([looks.get(scale.kind, scale.kind), better])


def arrow(scale: Scale) -> str:
    """Return the sign of the good end."""
    return "↑" if scale.higher_is_better else "↓"


def run(found: Evaluation) -> str:
    """Return what a run is called."""
    if found.name == LIBRARY:
        return QCoreApplication.translate("Scores", "From the library")
    return found.name


def _beside_references() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "bleu": "BLEU",
        "chrf": "chrF",
        "chrf_plus_plus": "chrF++",
        "rouge_1": "ROUGE-1",
        "rouge_2": "ROUGE-2",
        "rouge_l": "ROUGE-L",
        "ter": "TER",
        "edit_effort": tr("Scores", "Editing left to do"),
        "exact_match": tr("Scores", "Exact match"),
        "normalised_match": tr("Scores", "Normalised match"),
    }


def _others() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        ANSWERED: tr("Scores", "Answered"),
        "answer_leakage": tr("Scores", "Gives the answer away"),
        "distinct_1": tr("Scores", "Different words"),
        "distinct_2": tr("Scores", "Different word pairs"),
        "input_leakage": tr("Scores", "Copies the input"),
        "likelihood": tr("Scores", "Likelihood"),
        "opening_grammar": tr("Scores", "Sound opening"),
        "self_bleu": "Self-BLEU",
        "specification": tr("Scores", "Says all that is needed"),
        "verifiable": tr("Scores", "Can be checked"),
    }


def _parts() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "action": tr("Scores", "action"),
        "object": tr("Scores", "object"),
        "input_form": tr("Scores", "input form"),
        "output_form": tr("Scores", "output form"),
        "constraint": tr("Scores", "constraint"),
        "case": tr("Scores", "case"),
        "choice": tr("Scores", "choice"),
        "edges": tr("Scores", "beginning and end"),
        "format": tr("Scores", "format"),
        "items": tr("Scores", "number of items"),
        "keywords": tr("Scores", "words to use"),
        "language": tr("Scores", "language"),
        "length": tr("Scores", "length demands"),
    }
