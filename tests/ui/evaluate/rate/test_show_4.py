"""Two raters and 60 pairs by keyboard alone: what is shown is what libraries say."""

import random
from collections.abc import Callable

import choix
import krippendorff
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from rating_cases import SYSTEMS, made, offered
from scipy.stats import binomtest

from instrstudio.services import rating_queues
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.rate.page import RatePage
from instrstudio.ui.session import Session

from .conftest import become, judge, press, rest

KEYS = {
    "left": (Qt.Key.Key_1, Qt.Key.Key_Left),
    "right": (Qt.Key.Key_2, Qt.Key.Key_Right),
    "tie": (Qt.Key.Key_3, Qt.Key.Key_T),
    "both_bad": (Qt.Key.Key_4, Qt.Key.Key_B),
}
WORTH = {"template": 1.0, "retrieval": 0.4, "generation": 0.0}
NAMES = {"Template": "template", "Retrieval": "retrieval", "Generation": "generation"}
_PLAIN = str.maketrans("[],", "   ")
Said = list[tuple[str, str, str]]


def sitting(qtbot: QtBot, page: RatePage, seed: int) -> Said:
    """Judge everything by keys, reading only what stands on the cards."""
    drawn, said = random.Random(seed), Said()
    while page.stack.currentWidget() is page.view:
        left, right = page.view.left.text(), page.view.right.text()
        edge = WORTH[left.split()[0]] - WORTH[right.split()[0]] + 0.4
        edge += drawn.gauss(0, 0.7)
        if abs(edge) < 0.15:
            outcome = drawn.choice(("tie", "both_bad"))
        else:
            outcome = "left" if edge > 0 else "right"
        judge(qtbot, page, drawn.choice(KEYS[outcome]))
        said.append((left, right, outcome))
        assert len(said) <= 60
    return said


def numbers(text: str) -> list[float]:
    """Return the figures of a cell: a value and its bounds."""
    return [float(part) for part in text.translate(_PLAIN).split()]


def cells(page: RatePage, name: str) -> list[list[str]]:
    """Return what a table shows."""
    table = page.results.table(name)
    assert table is not None
    model = table.model()
    return [
        [
            str(model.data(model.index(row, column)) or "")
            for column in range(model.columnCount())
        ]
        for row in range(model.rowCount())
    ]


def test_two_raters_judge_sixty_pairs_by_keys_and_the_figures_are_right(
    empty_workspace: Workspace,
    open_page: Callable[[str], RatePage],
    session: Session,
    qtbot: QtBot,
) -> None:
    made(empty_workspace, "pairwise")
    page = open_page("q")
    become(qtbot, page, session, "ann")
    ann = sitting(qtbot, page, 1)
    become(qtbot, page, session, "ben")
    ben = sitting(qtbot, page, 2)
    assert len(ann) == len(ben) == 60
    assert {frozenset(pair[:2]) for pair in ann} == {frozenset(p[:2]) for p in ben}
    press(page, Qt.Key.Key_R)
    rest(qtbot, session)
    assert page.results.found is not None
    assert page.results.found.by_rater == {"ann": 60, "ben": 60}

    # Bradley-Terry, by choix
    wins: list[tuple[int, int]] = []
    for left, right, outcome in ann + ben:
        a, b = (SYSTEMS.index(text.split()[0]) for text in (left, right))
        wins += {
            "left": [(a, b), (a, b)],
            "right": [(b, a), (b, a)],
            "tie": [(a, b), (b, a)],
            "both_bad": [],
        }[outcome]
    strengths = choix.ilsr_pairwise(3, wins, alpha=0.2, max_iter=10_000)
    shown = {NAMES[row[0]]: numbers(row[1])[0] for row in cells(page, "strengths")}
    assert [shown[one] for one in SYSTEMS] == pytest.approx(strengths, abs=0.0051)
    assert list(shown) == sorted(shown, key=lambda one: -shown[one])

    # side bias, by scipy
    outcomes = [outcome for *_texts, outcome in ann + ben]
    won, lost = outcomes.count("left"), outcomes.count("right")
    test = binomtest(won, won + lost, 0.5)
    bounds = test.proportion_ci(method="wilson")
    (side,) = cells(page, "side")
    assert numbers(side[1]) == pytest.approx(
        [won / (won + lost), bounds.low, bounds.high], abs=0.0051
    )
    assert side[3:5] == [str(won), str(lost)]
    assert float(side[5]) == pytest.approx(test.pvalue, rel=0.01)

    # agreement, by krippendorff: answers by the text of the lower content hash
    firsts = {
        frozenset((pair.first.text, pair.second.text)): pair.first.text
        for pair in rating_queues.pairs_of(offered())
    }
    answers = [
        {
            frozenset((left, right)): {"tie": 2.0, "both_bad": 3.0}.get(
                outcome,
                float(
                    (left if outcome == "left" else right)
                    != firsts[frozenset((left, right))]
                ),
            )
            for left, right, outcome in said
        }
        for said in (ann, ben)
    ]
    matrix = [[of_rater[key] for key in firsts] for of_rater in answers]
    alpha = krippendorff.alpha(reliability_data=matrix, level_of_measurement="nominal")
    (agreed,) = cells(page, "agreement")
    assert numbers(agreed[1])[0] == pytest.approx(alpha, abs=0.0051)
    alike = sum(a == b for a, b in zip(*matrix, strict=True))
    assert agreed[3] == f"{alike / 60:.0%}"
    assert agreed[4] == "60"
    assert len(page.results.disagreements.list.items()) == 60 - alike
