"""Queries put to all engines, in one process on one core."""

from dataclasses import dataclass

from . import asked
from .agreement import Agreement, agreements
from .ours import Ours, Whole
from .peers import PEERS, Tantivy, peer
from .place import Place
from .rounds import Engine, Latencies, measured, pin


@dataclass(frozen=True, slots=True)
class Answers:
    """How long answers took and whether they agree; `core` None: not on one core."""

    latencies: Latencies
    agreements: dict[str, Agreement]
    core: int | None


def answers(place: Place, repeats: int, core: int | None) -> Answers:
    """Ask every engine every query, then compare the totals."""
    core = pin(core)
    queries = asked.read(place.queries)
    rivals = [peer(name) for name in PEERS]
    for rival in rivals:
        rival.open(place.engine(rival.name))
    with place.project() as workspace:
        ours = Ours(workspace)
        engines: list[Engine] = [ours, *rivals, Whole(workspace)]
        latencies = measured(engines, queries, repeats)
        one = rivals[-1]
        assert isinstance(one, Tantivy)
        found = agreements(workspace, ours, one, queries)
    for rival in rivals:
        rival.close()
    return Answers(latencies, found, core)
