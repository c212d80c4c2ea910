"""Several searches side by side, on shared rows."""

import pytest
import torch
from searched_models import ARCHITECTURES, made, some

from instrstudio.model.architecture import Architecture, State, Stepped
from instrstudio.model.decode.beam import BeamSearch, beam_search
from instrstudio.model.decode.chance import Chance, Nucleus
from instrstudio.model.decode.likeliest import normalisers
from instrstudio.model.decode.picking import Beams
from instrstudio.model.decode.rules import Rules
from instrstudio.model.decode.search import Advance
from instrstudio.model.decode.writing import Likeliest, Writer, greedy, sampled
from instrstudio.model.encoder import Encoded

RULES = Rules(max_tokens=12, no_repeat=3)
NARROW, DIVERSE = Beams(width=3, n_best=3), Beams(width=4, n_best=4, groups=4)
CHANCE = Chance(seed=3, top_p=0.9)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_searches_side_by_side_find_what_each_finds_alone(architecture: str) -> None:
    model = made(architecture)
    encoded = some(model, 6)
    barred = torch.zeros(6, 30, dtype=torch.bool)
    barred[2, 3:9] = barred[5, 20:] = True
    searches = (
        BeamSearch(RULES, NARROW),
        Writer(RULES, Nucleus(CHANCE, 5, RULES.max_tokens), 5),
        BeamSearch(RULES, DIVERSE),
        Writer(RULES, Likeliest(), 1),
    )
    with torch.inference_mode():
        record = Advance(model, encoded, RULES, searches, barred).run()
    together = [record.nested(search.found()) for search in searches]
    alone = (
        beam_search(model, encoded, RULES, NARROW, barred),
        sampled(model, encoded, RULES, CHANCE, 5, barred),
        beam_search(model, encoded, RULES, DIVERSE, barred),
        [[one] for one in greedy(model, encoded, RULES, barred)],
    )
    for found, expected in zip(together, alone, strict=True):
        for own, true in zip(found, expected, strict=True):
            assert [d.ids for d in own] == [d.ids for d in true]
            assert [d.finished for d in own] == [d.finished for d in true]
            for one, same in zip(own, true, strict=True):
                assert one.log_probability == pytest.approx(
                    same.log_probability, abs=1e-3
                )
                assert torch.allclose(one.attention, same.attention, atol=1e-5)
                assert torch.allclose(one.copied, same.copied, atol=1e-3)


class _Counting:
    """A model that counts the rows it steps."""

    def __init__(self, model: Architecture) -> None:
        self._model = model
        self.rows: list[int] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def step(self, previous: torch.Tensor, state: State, encoded: Encoded) -> Stepped:
        self.rows.append(len(previous))
        return self._model.step(previous, state, encoded)


def test_equal_prefixes_share_a_row() -> None:
    model = _Counting(made("attention"))
    encoded = some(model._model, 2)
    rules = Rules(max_tokens=5, min_tokens=5)
    writer, beam = Writer(rules, Likeliest(), 4), BeamSearch(rules, Beams(width=1))
    with torch.inference_mode():
        Advance(model, encoded, rules, [writer, beam]).run()  # type: ignore[arg-type]
    assert model.rows == [2] * 5
    (four,) = writer.found()[:1]
    assert len({one.trail.ids for one in four}) == 1


def test_rows_leave_with_what_ends() -> None:
    model = _Counting(made("attention"))
    with torch.no_grad():
        model._model.get_parameter("output_bias")[2] += 2.5
    encoded = some(model._model, 8)
    rules = Rules(max_tokens=20)
    search = Writer(rules, Nucleus(Chance(seed=1), 6, 20), 6)
    with torch.inference_mode():
        Advance(model, encoded, rules, [search]).run()  # type: ignore[arg-type]
    assert model.rows[0] == 8
    assert model.rows[-1] < max(model.rows)


@pytest.mark.parametrize("architecture", ["copy", "prototypes"])
def test_scores_of_a_model_that_copies_are_normalised(architecture: str) -> None:
    model = made(architecture)
    encoded = some(model, 3)
    with torch.inference_mode():
        step = model.step(
            torch.ones(3, dtype=torch.long), model.begin(encoded), encoded
        )
    assert step.copy is not None
    assert normalisers(step.logits).abs().max() < 1e-5
