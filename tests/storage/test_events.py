"""The log of what people did."""

from instrstudio.domain.candidate import Construction
from instrstudio.domain.task import Task
from instrstudio.storage.store import Store


def test_events_come_back_in_order(store: Store) -> None:
    shown = store.constructions.insert(Task(), Construction(candidates=()))
    first = store.events.append("choice", "ann", "2026-01-01T00:00:00Z", shown, 2)
    second = store.events.append("edit", "ben", payload={"before": "\ud83d"})

    one, two = store.events.since()
    assert (one.seq, one.kind, one.profile) == (first, "choice", "ann")
    assert (one.at, one.construction, one.candidate_rank) == (
        "2026-01-01T00:00:00Z",
        shown,
        2,
    )
    assert two.payload == {"before": "\ud83d"}
    assert two.at.endswith("Z")
    assert [event.seq for event in store.events.since(first)] == [second]
