"""JSON in columns."""

from datetime import date

from instrstudio.domain.wording import Message, message
from instrstudio.storage.json_text import dump, dump_message, load_message


def test_what_json_does_not_know_becomes_text() -> None:
    assert dump({"day": date(2026, 1, 2), "词": "é"}) == '{"day":"2026-01-02","词":"é"}'


def test_messages_there_and_back() -> None:
    said = message("{count} rows", count=3)
    assert load_message(*dump_message(said)) == said
    assert load_message(*dump_message("plain {x}")) == Message("plain {x}")
