"""Times as the room writes them."""

from datetime import UTC, datetime, timedelta

from instrstudio.storage.clock import now


def test_it_is_now_in_utc() -> None:
    written = datetime.fromisoformat(now())
    assert written.tzinfo is not None
    assert abs(datetime.now(UTC) - written) < timedelta(minutes=1)
