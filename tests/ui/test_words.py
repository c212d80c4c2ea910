from datetime import UTC, datetime, timedelta

import pytest

from instrstudio.domain.candidate import MethodFailed
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import TASK_TYPES
from instrstudio.domain.wording import message
from instrstudio.services import plugins
from instrstudio.ui import words
from instrstudio.ui.library import facet_names, facets, facts


def test_a_sentence_is_filled() -> None:
    assert (
        words.said(message("There is no record {id}.", id=7)) == "There is no record 7."
    )


def test_a_sentence_in_a_sentence_is_said_too() -> None:
    inner = message("the input is a question")
    assert words.said(message("{words} in the description", words=inner)) == (
        "the input is a question in the description"
    )


def test_a_plain_text_stays() -> None:
    assert words.said("beam {3} of 5") == "beam {3} of 5"
    assert words.said(MethodFailed(method="x", message="No.").message) == "No."


def test_every_task_type_has_a_name() -> None:
    assert [words.task_type(name) for name in TASK_TYPES][5] == "Summarization"
    assert all(words.task_type(name)[0].isupper() for name in TASK_TYPES)


def test_annotated_records_have_an_origin_in_words() -> None:
    record = Record(instruction="Sum it up.", source=Source(kind="annotation"))
    assert facts.origin_name(record) == "Annotation"
    assert facts.origin_icon(record) == ("check", "text2")
    assert facet_names.value(facets.SOURCE, "annotation") == "Annotation"


def test_an_unknown_key_is_said_plainly() -> None:
    assert words.method("my_own_method") == "My own method"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.42, "0.4 s"), (40, "40 s"), (660, "11 min"), (7300, "2 h")],
)
def test_durations_are_rounded(seconds: float, said: str) -> None:
    assert words.seconds(seconds) == said


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=3), "3 h ago"),
        (timedelta(hours=30), "Yesterday"),
    ],
)
def test_times_are_relative_for_a_day(past: timedelta, said: str) -> None:
    assert words.ago((datetime.now(UTC) - past).isoformat()) == said


def test_old_times_are_dates_and_bad_ones_stay() -> None:
    assert words.ago("2020-02-03T04:05:06+00:00") == "2020-02-03"
    assert words.ago("long ago") == "long ago"


def test_thousands_stand_apart() -> None:
    assert words.number(1204318) == "1,204,318"


def test_every_check_has_a_name() -> None:
    assert {check.name for check in plugins.checks()} <= set(words._checks())
