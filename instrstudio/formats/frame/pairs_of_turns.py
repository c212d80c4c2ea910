"""History as a list of pairs, ``[[user, assistant], …]``, as Alpaca has it."""

from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.formats.reading.tidy import Mender


def history_of(
    value: object, mender: Mender
) -> tuple[tuple[tuple[str, str], ...], dict[str, object]]:
    """Return the turns, or (for the unknown fields) a history of another shape."""
    if value is None or value in ("", []):
        return (), {}
    if isinstance(value, list) and all(
        isinstance(turn, list) and len(turn) == 2 for turn in value
    ):
        turns = (
            (mender.text(user, "history"), mender.text(assistant, "history"))
            for user, assistant in value
        )
        return tuple(turns), {}
    mender.note(
        "history",
        message("The history is no list of pairs of user and assistant"),
        message("Kept beside the record as it is"),
    )
    return (), {"history": mender.value(value, "history")}


def written_history(record: Record) -> list[list[str]]:
    """Return the turns as lists."""
    return [list(turn) for turn in record.history]
