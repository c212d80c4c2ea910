"""A Construct panel on a small project."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import Candidate, Provenance, Score
from instrstudio.domain.span import Origin, Piece, Ref, assemble
from instrstudio.domain.wording import message
from instrstudio.ui.construct.panel import ConstructPanel
from instrstudio.ui.session import Session

Make = Callable[..., Candidate]


@pytest.fixture
def make() -> Make:
    """Makes candidates of several origins."""

    def candidate(
        lead: str = "Summarise the ", score: float = 0.8, method: str = "retrieval"
    ) -> Candidate:
        text, spans = assemble(
            [
                Piece(lead, Origin.RECORD, Ref(kind="record", id="12")),
                Piece("news article", Origin.TASK),
                Piece(":\n\n", Origin.TEMPLATE),
                Piece("[article]", Origin.SLOT),
            ]
        )
        return Candidate(
            method=method,
            text=text,
            spans=spans,
            score=score,
            scores=(
                Score(name="slot", value=1.0),
                Score(
                    name="novelty",
                    value=0.2,
                    note=message("{percent} % like record {id}", percent=87, id=12),
                ),
            ),
            provenance=Provenance(records=(12, 40)),
        )

    return candidate


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[ConstructPanel]:
    """The panel, shown; its first questions are answered."""
    panel = ConstructPanel(session)
    qtbot.addWidget(panel)
    panel.resize(1100, 800)
    with qtbot.waitExposed(panel):
        panel.show()
    qtbot.waitUntil(lambda: not session.lanes.jobs, timeout=20_000)
    yield panel
    session.lanes.cancel_all()
    session.lanes.wait()
