import pytest
import torch
from searched_models import ARCHITECTURES, made, some

from instrstudio.model.decode.beam import beam_search
from instrstudio.model.decode.chance import Chance
from instrstudio.model.decode.decoded import Decoded
from instrstudio.model.decode.picking import Beams
from instrstudio.model.decode.rules import BARRED, Rules, repeats
from instrstudio.model.decode.writing import greedy, sampled, stream
from instrstudio.model.tokenizer import BOS, EOS, PAD


def searched(architecture: str, rules: Rules) -> list[Decoded]:
    """Return what every kind of search finds."""
    model = made(architecture)
    encoded = some(model)
    beams = Beams(width=4, n_best=4, groups=2)
    found = greedy(model, encoded, rules)
    for own in beam_search(model, encoded, rules, beams):
        found += own
    for own in sampled(model, encoded, rules, Chance(seed=1), 3):
        found += own
    return found


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_every_search_keeps_the_rules(architecture: str) -> None:
    barred = tuple(range(3, 12))
    rules = Rules(max_tokens=9, min_tokens=4, forbidden=barred, no_repeat=2)
    for one in searched(architecture, rules):
        assert not {PAD, BOS, EOS, *barred} & set(one.ids)
        assert 4 <= len(one.ids) <= 9
        pairs = list(zip(one.ids, one.ids[1:], strict=False))
        assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_every_target_holds_what_is_wanted(architecture: str) -> None:
    rules = Rules(max_tokens=6, wanted=(17, 23), no_repeat=2)
    for one in searched(architecture, rules):
        assert {17, 23} <= set(one.ids)
    model = made(architecture)
    streamed = {t.id for t in stream(model, some(model, 1), rules)}
    assert {17, 23} <= streamed


def test_a_target_that_would_end_writes_what_is_missing() -> None:
    scores = torch.zeros(3, 8)
    scores[0, EOS] = scores[1, EOS] = scores[2, 7] = 5.0
    scores[:, 4] = 1.0
    written = torch.tensor([[6, 3], [5, 4], [6, 6]])
    Rules(max_tokens=20, wanted=(4, 5)).bar(scores, written)
    assert scores[0].isfinite().nonzero().flatten().tolist() == [4, 5]
    assert scores[0].argmax() == 4
    assert scores[1].argmax() == EOS
    assert scores[2].argmax() == 7
    assert scores[2, EOS] == BARRED


def test_the_last_places_are_kept_for_what_is_missing() -> None:
    rules = Rules(max_tokens=5, wanted=(4, 5))
    free, late = torch.zeros(1, 8), torch.zeros(1, 8)
    free[0, 7] = late[0, 7] = 1.0
    rules.bar(free, torch.tensor([[6]]))
    rules.bar(late, torch.tensor([[6, 6]]))
    assert free[0, 7] == 1.0
    assert late[0].isfinite().nonzero().flatten().tolist() == [4, 5]


def test_repeats_completes_known_ngrams() -> None:
    written = torch.tensor([[1, 2, 3, 9, 1, 2], [4, 4, 4, 4, 4, 4], [1, 2, 3, 4, 5, 6]])
    rows, tokens = repeats(written, 3)
    assert set(zip(rows.tolist(), tokens.tolist(), strict=True)) == {(0, 3), (1, 4)}
    rows, tokens = repeats(written, 2)
    assert set(zip(rows.tolist(), tokens.tolist(), strict=True)) == {(0, 3), (1, 4)}


def test_repeats_does_what_a_plain_loop_does() -> None:
    generator = torch.Generator().manual_seed(4)
    written = torch.randint(0, 3, (20, 15), generator=generator)
    for n in (2, 3, 4):
        rows, tokens = repeats(written, n)
        found = set(zip(rows.tolist(), tokens.tolist(), strict=True))
        plain = {
            (row, own[at + n - 1])
            for row, own in enumerate(written.tolist())
            for at in range(len(own) - n + 1)
            if own[at : at + n - 1] == own[1 - n :]
        }
        assert found == plain


def test_the_length_penalty_is_that_of_the_paper() -> None:
    assert Rules(max_tokens=9).divisor(7) == pytest.approx(2.0)
    assert Rules(max_tokens=9, length_penalty=0.0).divisor(7) == 1.0
    assert Rules(max_tokens=9, length_penalty=0.5).divisor(19) == pytest.approx(2.0)


def test_coverage_counts_only_what_was_seen_too_little() -> None:
    rules = Rules(max_tokens=9, coverage_penalty=2.0)
    seen = torch.tensor([[0.5, 1.0, 7.0, 0.0]])
    mask = torch.tensor([[True, True, True, False]])
    expected = 2.0 * torch.tensor(0.5).log()
    assert rules.coverage(seen, mask).tolist() == pytest.approx([float(expected)])
