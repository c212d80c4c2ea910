import pytest
import torch
from searched_models import ARCHITECTURES, every, gains, made, read, some

from instrstudio.model.architecture import Architecture
from instrstudio.model.decode.beam import beam_search
from instrstudio.model.decode.picking import Beams
from instrstudio.model.decode.rules import Rules
from instrstudio.model.decode.writing import greedy
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import EOS

_BRUTE = 7


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_beam_of_one_is_greedy(architecture: str) -> None:
    model = made(architecture)
    encoded, rules = some(model, 9), Rules(max_tokens=12)
    narrow = beam_search(model, encoded, rules, Beams(width=1))
    for one, (beam,) in zip(greedy(model, encoded, rules), narrow, strict=True):
        assert beam.ids == one.ids
        assert beam.finished == one.finished
        assert beam.log_probability == pytest.approx(one.log_probability, abs=1e-4)
        assert torch.allclose(beam.attention, one.attention, atol=1e-5)


@pytest.mark.parametrize("penalty", [0.0, 1.0])
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_wide_beam_finds_what_trying_everything_finds(
    architecture: str, penalty: float
) -> None:
    model = made(architecture, _BRUTE)
    rules = Rules(max_tokens=4, length_penalty=penalty)
    sources = [(5, 3), (4, 6, 3, 5, 2)]
    found = beam_search(
        model, read(model, *sources), rules, Beams(width=400, n_best=20)
    )
    for source, own in zip(sources, found, strict=True):
        alone = read(model, source)
        scores = {
            ids[:-1]: float(gains(model, alone, ids).sum()) / rules.divisor(len(ids))
            for ids in every(_BRUTE, rules.max_tokens)
        }
        best = sorted(scores, key=lambda ids: -scores[ids])[:20]
        assert [scores[d.ids] for d in own] == pytest.approx(
            [scores[ids] for ids in best], abs=1e-4
        )
        assert own[0].ids == best[0]


def test_early_stopping_changes_no_result() -> None:
    model = made("attention")
    with torch.no_grad():
        model.get_parameter("output_bias")[EOS] += 2.0
    encoded = some(model, 9)
    beams = Beams(width=4)
    # A limit far away loosens the bound: the same best targets must come out.
    short = beam_search(model, encoded, Rules(max_tokens=12, length_penalty=0.0), beams)
    far = beam_search(model, encoded, Rules(max_tokens=60, length_penalty=0.0), beams)
    ended = [(a, b) for (a,), (b,) in zip(short, far, strict=True) if a.finished]
    assert len(ended) > 4
    assert [a.ids for a, _ in ended] == [b.ids for _, b in ended]


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_batch_finds_what_each_sentence_finds_alone(architecture: str) -> None:
    model = made(architecture)
    encoded = some(model, 7)
    rules, beams = Rules(max_tokens=10, no_repeat=2), Beams(width=3, n_best=2)
    together = beam_search(model, encoded, rules, beams)
    for row, found in enumerate(together):
        single = encoded.rows(torch.tensor([row]))
        (alone,) = beam_search(model, single, rules, beams)
        assert [d.ids for d in alone] == [d.ids for d in found]


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_log_probability_is_that_of_the_sequence(architecture: str) -> None:
    model = made(architecture)
    encoded = some(model)
    rules = Rules(max_tokens=6, min_tokens=2)
    for row, found in enumerate(
        beam_search(model, encoded, rules, Beams(width=4, n_best=4))
    ):
        single = encoded.rows(torch.tensor([row]))
        for one in found:
            ids = (*one.ids, EOS) if one.finished else one.ids
            true = float(gains(model, single, ids).sum())
            assert one.log_probability == pytest.approx(true, abs=1e-3)


def test_results_differ_and_finished_ones_come_first() -> None:
    model = made("attention")
    beams = Beams(width=6, n_best=6, groups=3)
    for found in beam_search(model, some(model), Rules(max_tokens=5), beams):
        assert len({d.ids for d in found}) == len(found)
        finished = [d.finished for d in found]
        assert finished == sorted(finished, reverse=True)


def test_groups_begin_differently() -> None:
    model = made("attention")
    beams = Beams(width=4, n_best=4, groups=4, diversity=50.0)
    rules = Rules(max_tokens=6, min_tokens=3)
    for found in beam_search(model, some(model), rules, beams):
        assert len({d.ids[0] for d in found}) == 4


def test_without_strength_all_groups_are_the_same_beam() -> None:
    model = made("copy")
    encoded, rules = some(model), Rules(max_tokens=6)
    grouped = Beams(width=6, n_best=2, groups=3, diversity=0.0)
    plain = beam_search(model, encoded, rules, Beams(width=2, n_best=2))
    again = beam_search(model, encoded, rules, grouped)
    assert [[d.ids for d in own] for own in plain] == [
        [d.ids for d in own] for own in again
    ]


def test_the_first_group_is_not_touched_by_the_others() -> None:
    model = made("attention")
    encoded, rules = some(model), Rules(max_tokens=6, min_tokens=6)
    alone = beam_search(model, encoded, rules, Beams(width=1))
    grouped = Beams(width=3, n_best=3, groups=3)
    for (own,), found in zip(
        alone, beam_search(model, encoded, rules, grouped), strict=True
    ):
        assert own.ids in {d.ids for d in found}


def test_a_length_penalty_favours_longer_targets() -> None:
    model = made("attention", _BRUTE)
    encoded = some(model)

    def mean_length(alpha: float) -> float:
        rules = Rules(max_tokens=4, length_penalty=alpha)
        found = beam_search(model, encoded, rules, Beams(width=300))
        return sum(len(own[0].ids) for own in found) / len(found)

    assert mean_length(0.0) < mean_length(5.0)


def test_the_coverage_penalty_is_that_of_the_attention() -> None:
    model = made("attention", _BRUTE)
    rules = Rules(max_tokens=3, coverage_penalty=3.0)
    encoded = some(model)
    found = beam_search(model, encoded, rules, Beams(width=200, n_best=9))

    for row, own in enumerate(found):
        single = encoded.rows(torch.tensor([row]))
        scores = [_score(model, single, d.ids, rules) for d in own]
        assert scores == pytest.approx(sorted(scores, reverse=True), abs=1e-4)


@torch.inference_mode()
def _score(
    model: Architecture, encoded: Encoded, ids: tuple[int, ...], rules: Rules
) -> float:
    """Return the score of a finished target by the formula."""
    seen = torch.zeros(encoded.mask.shape)
    state, previous = model.begin(encoded), torch.tensor([1])
    for token in (*ids, EOS):
        step = model.step(previous, state, encoded)
        seen = seen + step.weights
        state, previous = step.state, torch.tensor([token])
    total = float(gains(model, encoded, (*ids, EOS)).sum())
    real = seen[encoded.mask].clamp(1e-9, 1.0).log().sum()
    return total / rules.divisor(len(ids) + 1) + rules.coverage_penalty * float(real)


def test_a_sentences_own_bars_are_kept() -> None:
    model = made("copy")
    encoded = some(model)
    barred = torch.zeros(len(encoded), 30, dtype=torch.bool)
    barred[0, 3:20], barred[3, 10:] = True, True
    rules, beams = Rules(max_tokens=8, min_tokens=4), Beams(width=3, n_best=3)
    for row, found in enumerate(beam_search(model, encoded, rules, beams, barred)):
        for one in found:
            assert not any(barred[row, token] for token in one.ids)


def test_where_nothing_may_be_written_nothing_is_found() -> None:
    model = made("seed")
    rules = Rules(max_tokens=3, forbidden=tuple(range(2, 30)))
    assert beam_search(model, some(model, 2), rules, Beams()) == [[], []]


def test_groups_must_share_the_width() -> None:
    with pytest.raises(ValueError, match="multiple"):
        Beams(width=5, groups=2)
