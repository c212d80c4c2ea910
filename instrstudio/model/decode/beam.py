"""Beam search over many sentences at once, in diverse groups if asked."""

from bisect import insort
from dataclasses import dataclass, field

import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture, State, Stepped
from instrstudio.model.decode.decoded import Decoded, Found, Record, Trail
from instrstudio.model.decode.likeliest import likeliest, normalisers
from instrstudio.model.decode.picking import Beams, Picked, best_of, unended
from instrstudio.model.decode.rules import BARRED, Rules
from instrstudio.model.decode.writing import expected_reads
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import BOS, EOS

_SHRINK = 0.85


@dataclass(slots=True)
class _Live:
    """The sentences still searched, ``n`` of them with ``each`` rows.

    `sentences` are their numbers; `totals` (n, each) log-probabilities, -inf for dead
    rows; `seen` the attention summed over steps, if it is asked for.
    """

    encoded: Encoded
    state: State
    previous: Tensor
    trail: Trail
    totals: Tensor
    sentences: list[int]
    barred: Tensor | None
    seen: Tensor | None


@dataclass(slots=True)
class _Ends:
    """What one group of one sentence has finished: scores rise in `scores`."""

    scores: list[float] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def add(self, found: Found) -> None:
        """Take one more."""
        insort(self.scores, found.score)
        self.found.append(found)

    def settled(self, beams: Beams, bound: float) -> bool:
        """Say whether no hypothesis that can reach `bound` at most is needed."""
        if bound == BARRED or len(self.found) >= beams.each:
            return True
        enough = len(self.found) >= beams.n_best
        return enough and self.scores[-beams.n_best] >= bound


@torch.inference_mode()
def beam_search(
    model: Architecture,
    encoded: Encoded,
    rules: Rules,
    beams: Beams,
    barred: Tensor | None = None,
) -> list[list[Decoded]]:
    """Search for the targets of each sentence with the best scores, best first.

    At each step a group keeps its best continuations; one that ends leaves it. A group
    is done when it has as many ends as it is wide, or when what is unfinished cannot
    beat the `n_best` ends it has: a log-probability only falls, and the length penalty
    helps most at `max_tokens`. Unfinished targets come after all finished ones. A width
    of 1 is greedy search.

    Args:
        model: The model.
        encoded: The sources.
        rules: Bounds on the targets and their score.
        beams: Width, groups and how many to return.
        barred: True at tokens a sentence's target may not hold, (batch, vocabulary).

    Returns:
        At most `n_best` different targets for each sentence; none where the rules
        leave none.
    """
    search = _Search(encoded, rules, beams)
    live = _started(model, encoded, rules, beams, barred)
    for _ in range(rules.max_tokens):
        step = model.step(live.previous, live.state, live.encoded)
        search.record.keep(step)
        if live.seen is not None:
            live.seen = live.seen + step.weights
        picked = search.taken(live, step)
        search.settle(live, picked)
        if not search.moved(live, step, picked):
            break
    return search.results(live)


def _started(
    model: Architecture,
    encoded: Encoded,
    rules: Rules,
    beams: Beams,
    barred: Tensor | None,
) -> _Live:
    """Return one row a sentence: before the first token all beams are the same."""
    ready = model.prepared(encoded, expected_reads(rules, beams.width))
    count, device = len(encoded), encoded.mask.device
    seen = torch.zeros(encoded.mask.shape, device=device)
    return _Live(
        encoded=ready,
        state=model.begin(ready, 1),
        previous=torch.full((count,), BOS, device=device),
        trail=Trail.empty(count, device),
        totals=torch.zeros(count, 1, device=device),
        sentences=list(range(count)),
        barred=barred,
        seen=seen if rules.coverage_penalty else None,
    )


class _Search:
    """The steps of `beam_search`, and what has ended so far."""

    def __init__(self, encoded: Encoded, rules: Rules, beams: Beams) -> None:
        self._rules, self._beams = rules, beams
        self.record = Record(encoded)
        self._ends = [[_Ends() for _ in range(beams.groups)] for _ in encoded.mask]

    def taken(self, live: _Live, step: Stepped) -> list[Picked]:
        """Return the next hypotheses of each group; note those that end."""
        every = self._candidates(live, step)
        chosen: list[Tensor] = []
        going = []
        for group in range(self._beams.groups):
            best = best_of(every, self._beams, group, chosen)
            ended = best.tokens == EOS
            self._note(live, best, ended, group)
            kept = unended(best, ended, self._beams.each)
            chosen.append(kept.tokens.masked_fill(kept.totals == BARRED, -1))
            going.append(kept)
        return going

    def _candidates(self, live: _Live, step: Stepped) -> Picked:
        """Return the likeliest continuations of every row, (n, each, candidates)."""
        scores = step.logits
        norm = normalisers(scores)
        self._rules.bar(scores, live.trail.ids)
        many, each = live.totals.shape
        if live.barred is not None:
            scores.view(many, each, -1).masked_fill_(live.barred.unsqueeze(1), BARRED)
        count = min(self._beams.candidates, scores.shape[1])
        values, tokens = likeliest(scores, count)
        gains = values.sub_(norm).view(many, each, count)
        rows = torch.arange(each, device=scores.device).view(1, each, 1)
        return Picked(
            rows.expand(many, each, count),
            tokens.view(many, each, count),
            gains,
            gains + live.totals.unsqueeze(-1),
        )

    def _note(self, live: _Live, best: Picked, ended: Tensor, group: int) -> None:
        """Keep the hypotheses that end among a group's first."""
        each = self._beams.each
        closing = (ended & (best.totals > BARRED))[:, :each]
        if not bool(closing.any()):
            return
        at, place = closing.nonzero(as_tuple=True)
        rows = at * live.totals.shape[1] + best.rows[at, place]
        tokens, gains = best.tokens[at, place], best.gains[at, place]
        trail = live.trail.grown(rows, tokens, gains)
        scores = self._scores(live, best.totals[at, place], rows, trail)
        for row, (where, score) in enumerate(zip(at.tolist(), scores, strict=True)):
            sentence = live.sentences[where]
            ends = self._ends[sentence][group]
            if len(ends.found) < each:
                found = Found(
                    sentence=sentence, score=score, trail=trail, row=row, finished=True
                )
                ends.add(found)

    def _scores(
        self, live: _Live, totals: Tensor, rows: Tensor, trail: Trail
    ) -> list[float]:
        """Return the scores of hypotheses that stand in `rows` of the last step."""
        scores = totals / self._rules.divisor(trail.ids.shape[1])
        if live.seen is not None:
            each = len(live.seen) // len(live.encoded)
            mask = live.encoded.mask[rows // each]
            scores = scores + self._rules.coverage(live.seen[rows], mask)
        found: list[float] = scores.tolist()
        return found

    def settle(self, live: _Live, picked: list[Picked]) -> None:
        """Kill the groups that are done."""
        longest = self._rules.divisor(self._rules.max_tokens)
        for group, kept in enumerate(picked):
            bounds = (kept.totals.amax(dim=1) / longest).tolist()
            done = [
                self._ends[sentence][group].settled(self._beams, bound)
                for sentence, bound in zip(live.sentences, bounds, strict=True)
            ]
            if any(done):
                dead = torch.tensor(done, device=kept.totals.device)
                kept.totals.masked_fill_(dead.unsqueeze(1), BARRED)

    def moved(self, live: _Live, step: Stepped, picked: list[Picked]) -> bool:
        """Put the next hypotheses in place; say whether there are any.

        Sentences that are done are dropped once they are a good part of all.
        """
        kept = Picked.joined(picked)
        alive = (kept.totals > BARRED).any(dim=1)
        count, many = int(alive.sum()), len(alive)
        if count <= _SHRINK * many:
            index = alive.nonzero().squeeze(1)
            live.sentences = [live.sentences[at] for at in index.tolist()]
            live.encoded = live.encoded.rows(index)
            live.barred = None if live.barred is None else live.barred[index]
        else:
            index = torch.arange(many, device=alive.device)
        before = live.totals.shape[1]
        parents = (kept.rows[index] + index.unsqueeze(1) * before).flatten()
        live.previous = kept.tokens[index].flatten()
        gains = kept.gains[index].flatten()
        live.trail = live.trail.grown(parents, live.previous, gains)
        live.state = step.state.select(parents)
        live.seen = None if live.seen is None else live.seen[parents]
        live.totals = kept.totals[index]
        return count > 0

    def results(self, live: _Live) -> list[list[Decoded]]:
        """Return the best of each sentence; what is still open counts as unfinished."""
        found = [
            [each for ends in groups for each in ends.found] for groups in self._ends
        ]
        rows = torch.arange(live.totals.numel(), device=live.totals.device)
        totals = live.totals.flatten()
        scores = self._scores(live, totals, rows, live.trail)
        for row, (total, score) in enumerate(zip(totals.tolist(), scores, strict=True)):
            if total > BARRED:
                sentence = live.sentences[row // live.totals.shape[1]]
                open_ = Found(
                    sentence=sentence,
                    score=score,
                    trail=live.trail,
                    row=row,
                    finished=False,
                )
                found[sentence].append(open_)
        best = [_distinct(each, self._beams.n_best) for each in found]
        decoded = iter(self.record.decoded([one for each in best for one in each]))
        return [[next(decoded) for _ in each] for each in best]


def _distinct(found: list[Found], limit: int) -> list[Found]:
    """Return the best `limit` of different targets, finished ones first."""
    chosen: dict[tuple[int, ...], Found] = {}
    for each in sorted(found, key=lambda f: (not f.finished, -f.score)):
        if len(chosen) == limit:
            break
        chosen.setdefault(each.ids, each)
    return list(chosen.values())
