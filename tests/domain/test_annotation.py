"""When a row counts as judged, and what two annotators share."""

import pytest

from instrstudio.domain.annotation import (
    DISPUTED,
    OPEN,
    SETTLED,
    Annotation,
    normalised,
    settlement,
    standing,
)


def said(
    annotator: str, text: str = "Sum it up.", verdict: str = "accept", id: int = 1
) -> Annotation:
    return Annotation(place=0, annotator=annotator, verdict=verdict, text=text, id=id)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sum it up.", "sum  it up", True),
        ("写成摘要。", "写成 摘要", True),
        ("Ｓｕｍ it up", "Sum it up", True),
        ("Sum it up.", "Sum them up.", False),
        ("...", "???", False),
    ],
)
def test_what_is_the_same_but_for_signs(one: str, other: str, same: bool) -> None:
    assert (normalised(one) == normalised(other)) is same
    assert (said("a", one).digest == said("b", other).digest) is same


def test_one_verdict_settles_a_row_for_one() -> None:
    first = said("a")
    assert settlement([first], 1) == first
    assert standing([first], 1) == SETTLED
    assert standing([], 1) == OPEN


def test_two_are_wanted_and_must_say_the_same() -> None:
    first, second = said("a", id=2), said("b", "sum it up", id=5)
    assert standing([first], 2) == OPEN
    assert settlement([second, first], 2) == first
    assert standing([first, said("b", "Translate.", id=3)], 2) == DISPUTED


def test_a_rejection_contradicts_a_text_and_agrees_with_another() -> None:
    no = said("b", "", "reject", id=2)
    assert standing([said("a"), no], 2) == DISPUTED
    assert standing([said("a", "left", "reject"), no], 2) == SETTLED


def test_a_skip_is_no_verdict() -> None:
    skip = said("b", "", "skip", id=2)
    assert standing([skip], 1) == OPEN
    assert standing([said("a"), skip], 1) == SETTLED


def test_a_contradiction_is_a_dispute_even_where_one_would_do() -> None:
    assert standing([said("a"), said("b", "Translate.", id=2)], 1) == DISPUTED


def test_a_final_word_settles_all() -> None:
    final = Annotation(
        place=0, annotator="c", verdict="edit", text="X", is_final=True, id=9
    )
    both = [said("a"), said("b", "Translate.", id=2), final]
    assert settlement(both, 2) == final
    assert standing(both, 2) == SETTLED
