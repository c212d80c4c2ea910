"""The keys of the page Rate, and what they are called in the menus."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from instrstudio.domain.rating import (
    AUDIT,
    BOTH_BAD,
    LEFT,
    LIKERT,
    PAIRWISE,
    REASONS,
    RIGHT,
    TIE,
)
from instrstudio.ui import words
from instrstudio.ui.panel_commands import Keys, PanelCommands

OUTCOME_KEYS = {
    LEFT: ("1", "Left"),
    RIGHT: ("2", "Right"),
    TIE: ("3", "T"),
    BOTH_BAD: ("4", "B"),
}
REASON_KEYS = dict(
    zip((reason.name for reason in REASONS), "CMNGHLFA", strict=True),
)
"""The letters of the reasons; T, B, U, S, R, O, P and Q do something else."""
SCALE = 5
QUESTIONS = 4
GENERAL = ("undo", "skip", "samples", "results", "person", "new", "previous", "next")
_KEYS: Keys = {
    "undo": ("U",),
    "skip": ("S",),
    "samples": ("O",),
    "results": ("R",),
    "person": ("P",),
    "new": ("Q",),
    "previous": ("[",),
    "next": ("]",),
    "yes": ("Y",),
    "no": ("N",),
    **{f"question_{number}": (str(number),) for number in range(1, QUESTIONS + 1)},
    **{f"scale_{number}": (str(number),) for number in range(1, SCALE + 1)},
    **{f"vote_{outcome}": keys for outcome, keys in OUTCOME_KEYS.items()},
    **{f"reason_{name}": (letter,) for name, letter in REASON_KEYS.items()},
}
_OF_KIND = {
    AUDIT: ("yes", "no", "question_"),
    LIKERT: ("scale_",),
    PAIRWISE: ("vote_", "reason_"),
}


class RateCommands(PanelCommands):
    """What can be done on the page; one key means one thing at a time."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "rate", _KEYS)
        self.enable("")

    def enable(self, kind: str) -> None:
        """Let the keys of a kind of queue act; empty: of none."""
        starts = _OF_KIND.get(kind, ())
        for name in _KEYS:
            if name not in GENERAL:
                acts = bool(starts) and name.startswith(starts)
                self[name].setEnabled(acts)
                self[name].setVisible(acts)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        question, scale = self.tr("Go to question {number}"), self.tr("Give {number}")
        return {
            "undo": self.tr("Take back"),
            "skip": self.tr("Skip for now"),
            "samples": self.tr("Show or hide samples"),
            "results": self.tr("Results"),
            "person": self.tr("Rate as…"),
            "new": self.tr("New queue…"),
            "previous": self.tr("Previous queue"),
            "next": self.tr("Next queue"),
            "yes": self.tr("Yes"),
            "no": self.tr("No"),
            f"vote_{LEFT}": self.tr("Left is better"),
            f"vote_{RIGHT}": self.tr("Right is better"),
            f"vote_{TIE}": self.tr("Tie"),
            f"vote_{BOTH_BAD}": self.tr("Both bad"),
            **{
                f"question_{number}": question.format(number=number)
                for number in range(1, QUESTIONS + 1)
            },
            **{
                f"scale_{number}": scale.format(number=number)
                for number in range(1, SCALE + 1)
            },
            **{f"reason_{one.name}": words.said(one.text) for one in REASONS},
        }
