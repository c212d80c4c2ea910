"""Greedy writing, draws and streaming; `test_beam.py` has beam search."""

import math

import pytest
import torch
from searched_models import ARCHITECTURES, gains, made, read, some

from instrstudio.model import decoding
from instrstudio.model.decoding import Chance, Rules, greedy, sampled, stream
from instrstudio.model.tokenizer import EOS


def test_the_door_opens_to_everything_it_names() -> None:
    assert all(hasattr(decoding, name) for name in decoding.__all__)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_greedy_takes_the_likeliest_token_each_time(architecture: str) -> None:
    model = made(architecture)
    encoded = some(model)
    for row, found in enumerate(greedy(model, encoded, Rules(max_tokens=7))):
        single = encoded.rows(torch.tensor([row]))
        ids = (*found.ids, EOS) if found.finished else found.ids
        true = gains(model, single, ids)
        assert found.log_probability == pytest.approx(float(true.sum()), abs=1e-3)
        for t, token in enumerate(ids):
            others = [i for i in range(2, 30) if i != token]
            best = max(
                float(gains(model, single, (*ids[:t], i))[-1]) for i in others[::3]
            )
            assert float(true[t]) >= best - 1e-5


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_greedy_in_a_batch_is_greedy_alone(architecture: str) -> None:
    model = made(architecture)
    if architecture != "seq2seq":
        _end_sooner(model)
    encoded = some(model, 9)
    rules = Rules(max_tokens=20, no_repeat=3)
    together = greedy(model, encoded, rules)
    for row, found in enumerate(together):
        (alone,) = greedy(model, encoded.rows(torch.tensor([row])), rules)
        assert alone.ids == found.ids
        assert torch.allclose(alone.attention, found.attention, atol=1e-5)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_greedy_writes_the_same_without_scores(architecture: str) -> None:
    model = made(architecture)
    encoded, rules = some(model, 9), Rules(max_tokens=20, min_tokens=2, no_repeat=2)
    scored = greedy(model, encoded, rules)
    plain = greedy(model, encoded, rules, scored=False)
    for one, other in zip(scored, plain, strict=True):
        assert (one.ids, one.finished) == (other.ids, other.finished)
        assert torch.equal(one.attention, other.attention)
        assert torch.equal(one.copied, other.copied)
        if model.can_copy:
            assert other.log_probability == one.log_probability
        else:
            assert math.isnan(other.log_probability)


def _end_sooner(model: torch.nn.Module) -> None:
    """Raise the end token's bias, so that sentences leave the batch one by one."""
    names = {name for name, _ in model.named_parameters()}
    bias = "output_bias" if "output_bias" in names else "vocabulary.bias"
    with torch.no_grad():
        model.get_parameter(bias)[EOS] += 1.5


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_attention_has_a_row_a_token_over_the_real_source(architecture: str) -> None:
    model = made(architecture)
    found = greedy(model, some(model, 4), Rules(max_tokens=5))
    for row, one in enumerate(found):
        assert one.attention.shape == (len(one.ids), 2 + row)
        assert torch.allclose(
            one.attention.sum(dim=1), torch.ones(len(one.ids)), atol=1e-5
        )


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_streaming_yields_what_greedy_writes(architecture: str) -> None:
    model = made(architecture)
    encoded = some(model, 4)
    rules = Rules(max_tokens=9, no_repeat=2)
    for row, whole in enumerate(greedy(model, encoded, rules)):
        single = encoded.rows(torch.tensor([row]))
        tokens = list(stream(model, single, rules))
        assert tuple(token.id for token in tokens) == whole.ids
        for t, token in enumerate(tokens):
            assert torch.allclose(
                token.attention[: 2 + row], whole.attention[t], atol=1e-5
            )
            if model.can_copy:
                assert token.copied == pytest.approx(float(whole.copied[t]), abs=1e-3)
                assert token.source == int(whole.sources[t])


def test_streaming_leaves_the_thread_as_it_was() -> None:
    model = made("copy")
    tokens = stream(model, some(model, 1), Rules(max_tokens=4))
    next(tokens)
    assert not torch.is_inference_mode_enabled()
    assert len(list(tokens)) <= 3


@pytest.mark.parametrize("architecture", ["copy", "prototypes"])
def test_copying_is_known_for_each_token(architecture: str) -> None:
    model = made(architecture)
    with torch.no_grad():
        model.get_parameter("gate.bias").fill_(-4.0)  # p_gen is small
    encoded = read(model, (5, 9, 9, 7), (11, 12))
    seen = 0
    for source, one in zip(
        [(5, 9, 9, 7), (11, 12)],
        greedy(model, encoded, Rules(max_tokens=6, min_tokens=6)),
        strict=True,
    ):
        assert one.copied.shape == one.sources.shape == (len(one.ids),)
        for t, token in enumerate(one.ids):
            place = int(one.sources[t])
            assert (place >= 0) == (float(one.copied[t]) > 0.5)
            if place >= 0:
                seen += 1
                assert source[place] == token
    assert seen


def test_copy_probability_is_its_share_of_the_tokens() -> None:
    model = made("copy")
    encoded = read(model, (5, 9, 9, 7))
    (one,) = greedy(model, encoded, Rules(max_tokens=1, min_tokens=1))
    step = model.step(torch.tensor([1]), model.begin(encoded), encoded)
    assert step.copy is not None
    there = step.weights[0] * (encoded.source[0] == one.ids[0])
    total = step.logits.exp()[0, one.ids[0]]
    share = float((step.copy[0] * there.sum() / total).detach())
    assert float(one.copied[0]) == pytest.approx(share, abs=1e-4)


def test_what_cannot_copy_says_nothing_of_it() -> None:
    model = made("attention")
    (one,) = greedy(model, some(model, 1), Rules(max_tokens=3))
    assert one.copied.numel() == one.sources.numel() == 0


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_draws_repeat_with_their_seed(architecture: str) -> None:
    model = made(architecture)
    encoded, rules = some(model, 3), Rules(max_tokens=8)

    def draw(seed: int) -> list[list[tuple[int, ...]]]:
        chance = Chance(seed=seed, top_p=0.95)
        found = sampled(model, encoded, rules, chance, 4)
        return [[d.ids for d in own] for own in found]

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)
    assert all(len(set(own)) > 1 for own in draw(1))


def test_a_draw_does_not_depend_on_the_others() -> None:
    model = made("attention")
    _end_sooner(model)
    encoded, rules, chance = some(model, 6), Rules(max_tokens=12), Chance(seed=5)
    many = sampled(model, encoded, rules, chance, 4)
    for row in range(6):
        single = encoded.rows(torch.tensor([row]))
        (few,) = sampled(model, single, rules, chance, 2)
        assert [d.ids for d in few] == [d.ids for d in many[row][:2]]


def test_draws_follow_the_models_probabilities() -> None:
    model = made("seed", 7)
    encoded = read(model, (3, 4, 5))
    drawn = sampled(model, encoded, Rules(max_tokens=1), Chance(seed=0), 4000)[0]
    firsts = [one.ids[0] if one.ids else EOS for one in drawn]
    shares = {
        token: float(gains(model, encoded, (token,)).exp()) for token in range(2, 7)
    }
    whole = sum(shares.values())
    for token, share in shares.items():
        assert firsts.count(token) / 4000 == pytest.approx(share / whole, abs=0.03)


def test_the_nucleus_leaves_unlikely_tokens_out() -> None:
    model = made("seed", 7)
    encoded = read(model, (3, 4, 5))
    ranked = sorted(
        range(2, 7), key=lambda token: -float(gains(model, encoded, (token,)))
    )
    rules = Rules(max_tokens=1)
    for chance in (Chance(top_p=1e-6), Chance(temperature=1e-3)):
        drawn = sampled(model, encoded, rules, chance, 50)[0]
        assert {one.ids[0] if one.ids else EOS for one in drawn} == {ranked[0]}


def test_log_probabilities_of_draws_are_the_models_own() -> None:
    model = made("copy")
    encoded = some(model, 1)
    chance = Chance(seed=2, temperature=2.0, top_p=0.8)
    for one in sampled(model, encoded, Rules(max_tokens=5), chance, 5)[0]:
        ids = (*one.ids, EOS) if one.finished else one.ids
        true = float(gains(model, encoded, ids).sum())
        assert one.log_probability == pytest.approx(true, abs=1e-3)


def test_a_row_ends_where_nothing_may_be_written() -> None:
    model = made("seed")
    rules = Rules(max_tokens=3, forbidden=tuple(range(2, 30)))
    (one,) = greedy(model, some(model, 1), rules)
    assert one.ids == ()
    assert not one.finished
    assert list(stream(model, some(model, 1), rules)) == []
