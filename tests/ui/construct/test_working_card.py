"""The card of the method at work, below the candidates."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import Candidate, Draft
from instrstudio.domain.span import Origin, Span
from instrstudio.ui.construct.candidates_pane import CandidatesPane
from instrstudio.ui.i18n import Catalogues

Make = Callable[..., Candidate]


@pytest.fixture
def pane(qtbot: QtBot) -> CandidatesPane:
    """A pane in which generation is at work and has given nothing yet."""
    pane = CandidatesPane()
    qtbot.addWidget(pane)
    pane.resize(640, 500)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.begin()
    pane.show_method("generation")
    QApplication.processEvents()
    return pane


@pytest.fixture
def catalogues(qapp: QApplication) -> Iterator[Catalogues]:
    catalogues = Catalogues(qapp)
    yield catalogues
    catalogues.use("en")
    for translator in catalogues._installed:
        qapp.removeTranslator(translator)


def draft(text: str, method: str = "generation") -> Draft:
    span = Span(start=0, end=len(text), origin=Origin.GENERATED)
    return Draft(method=method, text=text, spans=(span,))


def filled(pane: CandidatesPane, make: Make, count: int) -> None:
    for number in range(count):
        pane.add(make(lead=f"Version {number}: sum up the ", score=0.9 - number / 10))
    QApplication.processEvents()


def test_it_says_which_method_works_and_goes(pane: CandidatesPane) -> None:
    assert pane.working.isVisible()
    assert pane.working.accessibleName() == "Generation is working"
    pane.stop()
    assert not pane.working.isVisible()


@pytest.mark.parametrize("count", [0, 1, 6])
def test_it_stands_below_the_cards_and_always_in_sight(
    pane: CandidatesPane, make: Make, count: int
) -> None:
    filled(pane, make, count)
    pane.show_draft(draft("Sum up the news. " * 12))
    QApplication.processEvents()
    top = pane.working.mapTo(pane, pane.working.rect().topLeft()).y()
    assert top + pane.working.height() <= pane.height()
    if count:
        cards = pane.cards
        below = cards.mapTo(pane, cards.rect().bottomLeft()).y()
        assert 0 <= top - below < 40
        last = pane.cards.cards[-1]
        hidden = cards.verticalScrollBar().maximum() > 0
        assert hidden is (count == 6)
        assert last.isVisible()


@pytest.mark.parametrize(
    ("language", "texts", "doing", "said"),
    [
        ("en", ("Sum", "Sum up"), "Writing…", "Generation is writing"),
        ("zh", ("请", "请概括"), "正在写…", "生成正在写"),
    ],
)
def test_a_draft_grows_and_moves_nothing(
    pane: CandidatesPane,
    make: Make,
    catalogues: Catalogues,
    language: str,
    texts: tuple[str, ...],
    doing: str,
    said: str,
) -> None:
    catalogues.use(language)
    pane.retranslate()
    filled(pane, make, 6)
    bar, order = pane.cards.verticalScrollBar(), pane.cards.cards
    bar.setValue(40)
    tops = [card.y() for card in order]
    for text in texts:
        pane.show_draft(draft(text))
        QApplication.processEvents()
        assert pane.working.view.text() == text
        assert pane.working.view.spans()[0].origin is Origin.GENERATED
    assert pane.working._doing.text() == doing
    assert pane.working.accessibleName() == said
    assert pane.cards.cards == order
    assert [card.y() for card in order] == tops
    assert bar.value() == 40


def test_a_candidate_takes_the_place_of_its_methods_draft(
    pane: CandidatesPane, make: Make
) -> None:
    pane.show_draft(draft("Sum up"))
    pane.add(make(method="template"))
    assert pane.working.view.text() == "Sum up"
    assert pane.working.view.isVisible()
    pane.add(make(method="generation", lead="Sum up the "))
    assert pane.working.draft is None
    assert pane.working.view.isHidden()
    assert pane.working.accessibleName() == "Generation is working"


def test_a_draft_after_the_end_is_not_shown(pane: CandidatesPane) -> None:
    pane.stop()
    pane.show_draft(draft("Sum up"))
    assert pane.working.draft is None


def test_a_draft_is_coloured_as_the_cards_are(pane: CandidatesPane) -> None:
    pane.show_draft(draft("Sum up"))
    pane.legend.shown.emit(frozenset({Origin.TASK}))
    assert pane.working.view._origins == frozenset({Origin.TASK})
    pane.toggle_colours()
    assert not pane.working.view._colours
