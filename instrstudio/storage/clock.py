"""What time the room writes down."""

from datetime import UTC, datetime


def now() -> str:
    """Return the present as ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
