import torch

from instrstudio.model.architecture import EncoderDecoder
from instrstudio.model.decoding import (
    Rules,
    beam_search,
    branches,
    repeats,
    rollout,
    sampler,
)
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import EOS


def encoded(model: EncoderDecoder, *ids: int) -> Encoded:
    return model.encode(torch.tensor([ids]), torch.tensor([len(ids)]))


@torch.inference_mode()
def test_a_beam_of_one_is_greedy(model: EncoderDecoder) -> None:
    for first in range(3, 15):
        source, rules = encoded(model, first, 7, 2), Rules(max_tokens=12)
        (beam,) = beam_search(model, source, rules, 1)
        (greedy,) = rollout(model, source, rules)
        assert beam.ids == greedy.ids
        assert abs(beam.log_probability - greedy.log_probability) < 1e-4
        if beam.ids:
            assert torch.allclose(beam.attention, greedy.attention)


@torch.inference_mode()
def test_a_beam_as_wide_as_the_tree_finds_the_best(model: EncoderDecoder) -> None:
    source, rules = encoded(model, 5, 7, 2), Rules(max_tokens=2)
    found = beam_search(model, source, rules, 500)
    best_sum = max(d.log_probability for d in found if d.finished)
    every = [EOS, *range(3, 20)]
    tried = [_score(model, source, [a, EOS]) for a in every[1:]]
    tried.append(_score(model, source, [EOS]))
    assert abs(max(tried) - best_sum) < 1e-4


def _score(model: EncoderDecoder, source: Encoded, ids: list[int]) -> float:
    steps = model.unroll(source, torch.tensor([[1, *ids]]))
    scores = model.readout(steps.state, steps.context)[0].log_softmax(-1)
    return sum(float(scores[t, y]) for t, y in enumerate(ids))


@torch.inference_mode()
def test_log_probability_is_that_of_the_sequence(model: EncoderDecoder) -> None:
    source = encoded(model, 5, 7, 2)
    for found in beam_search(model, source, Rules(max_tokens=6), 4):
        ids = [*found.ids, EOS] if found.finished else list(found.ids)
        assert abs(found.log_probability - _score(model, source, ids)) < 1e-4


@torch.inference_mode()
def test_forbidden_tokens_are_never_written(model: EncoderDecoder) -> None:
    source = encoded(model, 5, 7, 2)
    barred = tuple(range(3, 12))
    rules = Rules(max_tokens=8, forbidden=barred)
    chance = torch.Generator().manual_seed(0)
    rows = source.rows(torch.zeros(6, dtype=torch.long))
    found = [
        *beam_search(model, source, rules, 3),
        *branches(model, source, rules, 4),
        *rollout(model, rows, rules, sampler(chance, 1.0, 1.0)),
    ]
    assert not set(barred) & {token for d in found for token in d.ids}


@torch.inference_mode()
def test_branches_begin_differently(model: EncoderDecoder) -> None:
    found = branches(model, encoded(model, 5, 7, 2), Rules(max_tokens=8), 5)
    assert len({d.ids[0] for d in found}) == 5


@torch.inference_mode()
def test_sampling_repeats_with_its_seed(model: EncoderDecoder) -> None:
    rows = encoded(model, 5, 7, 2).rows(torch.zeros(8, dtype=torch.long))

    def draw(seed: int) -> list[tuple[int, ...]]:
        choose = sampler(torch.Generator().manual_seed(seed), 1.0, 0.95)
        return [d.ids for d in rollout(model, rows, Rules(max_tokens=8), choose)]

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)


def test_the_nucleus_leaves_unlikely_tokens_out() -> None:
    scores = torch.tensor([[0.6, 0.3, 0.1]]).log().expand(500, -1)
    choose = sampler(torch.Generator().manual_seed(0), 1.0, 0.8)
    assert set(choose(scores).tolist()) == {0, 1}


def test_repeats_completes_known_ngrams() -> None:
    assert set(repeats([1, 2, 3, 9, 1, 2], 3)) == {3}
    assert set(repeats([1, 2, 3, 9, 1, 2], 0)) == set()
    assert set(repeats([1, 2], 3)) == set()
