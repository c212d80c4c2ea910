"""What a crawl found is reviewed by key; nothing else enters the library."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from instrstudio.domain.crawl import CrawlPlan
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.services import crawling_review
from instrstudio.services import library as records
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.proposal_review import ProposalReview
from instrstudio.ui.session import Session

WAIT_MS = 20_000
TEXTS = (
    "How do I draw a cat?",
    "Translate the letter into French",  # the library has it, but for a full stop
    "How do I tie a bow?",
    "怎样写好摘要？",
)
KINDS = ("faq", "howto", "faq", "steps")


def proposed(text: str) -> Record:
    return Record(
        instruction=text,
        examples=(Example(input="", output="Like this."),),
        language="zh" if "怎" in text else "en",
        source=Source(
            kind="crawl", name="e.test", url="https://e.test/p", retrieved="2026-11-26"
        ),
        licence="CC-BY-4.0",
        extra={"page_title": "All about it", "page_date": "2024-05-01"},
    )


@pytest.fixture
def crawled(library: Workspace) -> Workspace:
    """A library of three records, and four proposals of two crawls."""
    crawls = library.store.crawls
    numbers = [crawls.begin(CrawlPlan(seeds=(f"https://{n}.test/",))) for n in "ab"]
    for place, (text, kind) in enumerate(zip(TEXTS, KINDS, strict=True)):
        crawls.propose(numbers[place // 2], kind, proposed(text))
    return library


@pytest.fixture
def review(session: Session, crawled: Workspace, qtbot: QtBot) -> ProposalReview:
    review = ProposalReview(session)
    qtbot.addWidget(review)
    review.resize(900, 500)
    with qtbot.waitActive(review):
        review.show()
        review.activateWindow()
    review.set_crawls([(1, "a"), (2, "b")])
    review.desk.reload()
    rest(review, qtbot)
    review.focus()
    return review


def rest(review: ProposalReview, qtbot: QtBot) -> None:
    session = review.desk._session
    qtbot.waitUntil(
        lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
    )


def press(review: ProposalReview, *keys: Qt.Key) -> None:
    for key in keys:
        target = review.focusWidget()
        assert isinstance(target, QWidget)
        QTest.keyClick(target, key)


def text_of(review: ProposalReview, name: str) -> str:
    label = review.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def instructions(workspace: Workspace) -> list[str]:
    return [record.instruction for record in workspace.store.records.iterate()][3:]


def test_a_proposal_is_shown_with_where_it_is_from(review: ProposalReview) -> None:
    assert [item.text for item in review.list.items()] == list(TEXTS)
    assert text_of(review, "proposalKind") == "Question and answer"
    assert text_of(review, "proposalPage") == "All about it"
    assert review.view.address.full == "https://e.test/p"
    assert text_of(review, "proposalFacts") == (
        "page of 2024-05-01 · read on 2026-11-26 · licence CC-BY-4.0"
    )
    assert review.view.instruction.text() == TEXTS[0]
    assert review.view.answer.text() == "Like this."


def test_keys_move_accept_reject_and_undo(
    review: ProposalReview, library: Workspace, qtbot: QtBot
) -> None:
    keys = Qt.Key
    press(review, keys.Key_J, keys.Key_J, keys.Key_K)
    assert review.current == 2
    press(review, keys.Key_R, keys.Key_A)  # rejects 2, accepts 3
    assert review.current == 4
    rest(review, qtbot)
    assert instructions(library) == [TEXTS[2]]
    assert [one.id for one in crawling_review.proposals(library)] == [1, 4]
    assert text_of(review, "reviewSaid") == "1 accepted · 1 rejected · 2 wait"
    press(review, keys.Key_U)
    rest(review, qtbot)
    assert (review.current, instructions(library)) == (3, [])
    press(review, keys.Key_U)
    rest(review, qtbot)
    assert review.current == 2
    assert review.shown() == [1, 2, 3, 4]
    assert text_of(review, "reviewSaid") == "0 accepted · 0 rejected · 4 wait"


def test_a_hand_that_is_quicker_than_the_disk_loses_nothing(
    review: ProposalReview, library: Workspace, qtbot: QtBot
) -> None:
    press(review, *[Qt.Key.Key_A] * 4, Qt.Key.Key_U, Qt.Key.Key_U)
    rest(review, qtbot)
    assert instructions(library) == list(TEXTS[:2])
    assert review.shown() == [3, 4]


def test_letters_are_text_in_a_field_and_what_is_typed_is_accepted(
    review: ProposalReview, library: Workspace, qtbot: QtBot
) -> None:
    press(review, Qt.Key.Key_E)
    field = review.view.instruction
    assert field.hasFocus()
    field.selectAll()
    QTest.keyClicks(field, "Draw a cart.")  # holds A and R
    assert review.desk.waiting.keys() == {1, 2, 3, 4}
    press(review, Qt.Key.Key_Escape)
    assert review.list.hasFocus()
    press(review, Qt.Key.Key_J, Qt.Key.Key_K)  # looked elsewhere, and came back
    assert field.text() == "Draw a cart."
    review.view.answer.setFocus()
    review.view.answer.selectAll()
    QTest.keyClicks(review.view.answer, "With wheels.")
    QTest.keyClick(
        review.view.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    rest(review, qtbot)
    (record,) = list(library.store.records.iterate())[3:]
    assert record.instruction == "Draw a cart."
    assert record.examples == (Example(input="", output="With wheels."),)
    assert (record.licence, record.source.url) == ("CC-BY-4.0", "https://e.test/p")
    press(review, Qt.Key.Key_U)
    rest(review, qtbot)
    assert field.text() == "Draw a cart."  # typed once is enough


def test_an_empty_instruction_is_refused(
    review: ProposalReview, library: Workspace, qtbot: QtBot
) -> None:
    press(review, Qt.Key.Key_E)
    review.view.instruction.selectAll()
    QTest.keyClick(review.view.instruction, Qt.Key.Key_Delete)
    review.view.answer.setFocus()
    press(review, Qt.Key.Key_Escape, Qt.Key.Key_A)
    assert review.wrong.isVisible()
    assert review.shown() == [1, 2, 3, 4]
    press(review, Qt.Key.Key_R)
    rest(review, qtbot)
    assert not review.wrong.isVisible()
    assert instructions(library) == []


def test_what_the_library_nearly_has_is_marked_and_can_be_hidden(
    review: ProposalReview,
) -> None:
    marked = [item.key for item in review.list.items() if item.mark]
    assert marked == ["2"]
    assert not review.view.like.isVisible()
    press(review, Qt.Key.Key_J)
    assert review.view.like.isVisible()
    assert "like #3: Translate the letter into French." in review.view.like.text()
    review._fresh.click()
    assert review.shown() == [1, 3, 4]
    assert review.current == 3


def test_lists_can_be_narrowed_by_crawl_and_kind(review: ProposalReview) -> None:
    review.show_crawl(2)
    assert review.shown() == [3, 4]
    kinds = review.findChild(QComboBox, "reviewKind")
    assert isinstance(kinds, QComboBox)
    kinds.setCurrentIndex(kinds.findData("steps"))
    kinds.activated.emit(kinds.currentIndex())
    assert review.shown() == [4]
    review.show_crawl(1)
    assert review.shown() == []
    assert not review.all.isEnabled()
    assert not review.buttons["accept"].isEnabled()
    press(review, Qt.Key.Key_A, Qt.Key.Key_R)  # there is nothing to decide
    assert len(review.desk.waiting) == 4


def test_all_that_is_shown_is_accepted_once_its_count_was_seen(
    review: ProposalReview, library: Workspace, qtbot: QtBot
) -> None:
    review.show_crawl(1)
    assert review.all.text() == "Accept all 2 shown…"
    review.all.click()
    assert review.confirm.text() == (
        "Proposals to accept: 2 · nearly in the library already: 1"
    )
    rest(review, qtbot)
    assert instructions(library) == []  # it was only asked
    yes = review.confirm.findChild(QPushButton, "stripAction")
    assert isinstance(yes, QPushButton)
    assert yes.hasFocus()
    QTest.keyClick(yes, Qt.Key.Key_Space)
    rest(review, qtbot)
    assert instructions(library) == list(TEXTS[:2])
    assert not review.confirm.isVisible()
    press(review, Qt.Key.Key_U)  # one step
    rest(review, qtbot)
    assert instructions(library) == []
    assert review.shown() == [1, 2]


def test_when_nothing_waits_the_last_decision_can_still_be_undone(
    review: ProposalReview, library: Workspace, qtbot: QtBot
) -> None:
    press(review, *[Qt.Key.Key_R] * 4)
    rest(review, qtbot)
    assert review._empty.isVisible()
    press(review, Qt.Key.Key_U)
    rest(review, qtbot)
    assert review.shown() == [4]


def test_what_cannot_be_undone_is_a_sentence_and_what_waits_is_read_again(
    review: ProposalReview, library: Workspace, qtbot: QtBot
) -> None:
    press(review, Qt.Key.Key_U)
    rest(review, qtbot)
    assert "no decision" in review.wrong.text()
    press(review, Qt.Key.Key_A)
    rest(review, qtbot)
    records.save_record(library, Record(instruction="Another"))
    press(review, Qt.Key.Key_U)
    rest(review, qtbot)
    assert "changed since" in review.wrong.text()
    crawling_review.reject(library, [2])  # by somebody else
    press(review, Qt.Key.Key_A)
    rest(review, qtbot)
    assert "does not wait" in review.wrong.text()
    assert review.shown() == [3, 4]


def test_its_page_is_opened(
    review: ProposalReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    review.view._open.click()
    assert [one.toString() for one in opened] == ["https://e.test/p"]


def test_what_comes_in_meanwhile_is_listed_and_the_choice_stays(
    review: ProposalReview, crawled: Workspace, qtbot: QtBot
) -> None:
    press(review, Qt.Key.Key_J)
    more = crawled.store.crawls.propose(2, "faq", proposed("How do I whistle?"))
    assert more is not None
    review.desk.add([more])
    rest(review, qtbot)
    assert (review.shown(), review.current) == ([1, 2, 3, 4, 5], 2)
    assert 5 in review.desk.likes
