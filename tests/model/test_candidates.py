import math

import torch
from searched_models import made, some

from instrstudio.model import candidates
from instrstudio.model.candidates import Asked
from instrstudio.model.decoding import Decoded, Rules


def decoded(ids: tuple[int, ...], goodness: float, finished: bool = True) -> Decoded:
    total = math.log(goodness) * (len(ids) + finished)
    return Decoded(
        ids=ids, log_probability=total, attention=torch.zeros(0), finished=finished
    )


def test_some_twenty_candidates_are_always_the_same() -> None:
    model = made("copy")
    rules = Rules(max_tokens=8)
    asked = Asked(limit=3, beam=5, seed=0)
    first = candidates.collected(model, some(model, 2), rules, asked, None)
    again = candidates.collected(model, some(model, 2), rules, asked, None)
    assert [[d.ids for d in own] for own in first] == [
        [d.ids for d in own] for own in again
    ]
    assert all(12 <= len(own) <= 20 for own in first)


def test_with_a_seed_they_are_drawn() -> None:
    model = made("attention")
    rules = Rules(max_tokens=8)
    one, two = (
        candidates.collected(
            model, some(model, 1), rules, Asked(limit=2, beam=5, seed=seed), None
        )
        for seed in (1, 2)
    )
    assert [d.ids for d in one[0]] != [d.ids for d in two[0]]


def test_an_odd_text_loses_against_what_the_others_agree_with() -> None:
    texts: dict[tuple[int, ...], str] = {
        (1,): "Write a poem",
        (2,): "Summarise the text below",
        (3,): "Summarise the text",
        (4,): "Summarise this text",
    }
    odd, *others = (decoded(ids, 0.8 if ids == (1,) else 0.7) for ids in texts)
    found = candidates.ranked([odd, *others], lambda d: texts[d.ids])
    assert found[-1][0] is odd
    assert found[-1][1] == min(agreed for _, agreed in found)


def test_among_strangers_the_likeliest_is_first_and_the_unfinished_last() -> None:
    texts: dict[tuple[int, ...], str] = {(1,): "abc", (2,): "xyz", (3,): "uvw"}
    low, high = decoded((1,), 0.3), decoded((2,), 0.6)
    cut = decoded((3,), 0.9, finished=False)
    found = candidates.ranked([cut, low, high], lambda d: texts[d.ids])
    assert [one for one, _ in found] == [high, low, cut]


def test_bars_are_rows_of_forbidden_tokens() -> None:
    found = candidates.bars([[3], []], 5, torch.device("cpu"))
    assert found is not None
    assert found.nonzero().tolist() == [[0, 3]]
    assert candidates.bars([[], []], 5, torch.device("cpu")) is None
