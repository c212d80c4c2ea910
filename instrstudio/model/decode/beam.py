"""Beam search over many sentences at once, in diverse groups if asked."""

from bisect import insort
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture
from instrstudio.model.decode.decoded import Decoded
from instrstudio.model.decode.picking import Beams, Picked, best_of, unended
from instrstudio.model.decode.rules import BARRED, Rules
from instrstudio.model.decode.search import Advance, Move, Options
from instrstudio.model.decode.trails import Flags, Floats, Found, History, Ints
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import EOS


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
    search = BeamSearch(rules, beams)
    record = Advance(model, encoded, rules, [search], barred).run()
    return record.nested(search.found())


class BeamSearch:
    """The hypotheses of a beam search and what has ended so far; a `Search`.

    Arrays are (sentences, width): `_totals` are log-probabilities, -inf for dead
    hypotheses, `_rows` where they stand, `_nodes` their numbers in the history.
    """

    def __init__(self, rules: Rules, beams: Beams) -> None:
        self._rules, self._beams = rules, beams
        self.width, self.looked_at = beams.width, beams.candidates
        self._history, self._length = History(), 0

    def begin(self, sentences: int) -> None:
        """Start with one live hypothesis a group: all would be the same."""
        width, each = self.width, self._beams.each
        first = np.arange(width) % each == 0
        self._totals = np.tile(np.where(first, 0.0, BARRED), (sentences, 1))
        self._nodes: Ints = np.zeros((sentences, width), dtype=np.int64)
        self._covered = np.zeros((sentences, width))
        self._sentences = np.arange(sentences)
        groups = range(self._beams.groups)
        self._ends = [[_Ends() for _ in groups] for _ in range(sentences)]

    def place(self, rows: Ints, kept: Ints) -> None:
        """Note where hypotheses stand, and forget the sentences that are done."""
        self._rows = rows
        if len(kept) < len(self._sentences):
            self._sentences = self._sentences[kept]
            self._totals, self._nodes = self._totals[kept], self._nodes[kept]
            self._covered = self._covered[kept]

    def take(self, options: Options) -> Move:
        """Return the next hypotheses of each group; keep those that end."""
        self._length = options.step + 1
        groups = self._continued(options)
        chosen: list[Ints] = []
        going = []
        for group, every in enumerate(groups):
            best = best_of(every, self._beams, chosen)
            ended = best.tokens == EOS
            self._note(options, best, ended, group)
            kept = unended(best, ended, self._beams.each)
            chosen.append(np.where(kept.totals == BARRED, -1, kept.tokens))
            self._settle(kept.totals, group)
            going.append(kept)
        return self._moved(options, Picked.joined(going))

    def _continued(self, options: Options) -> list[Picked]:
        """Return the likeliest continuations of each group's hypotheses."""
        tokens = options.tokens[self._rows, : self.looked_at]
        gains = options.gains[self._rows, : self.looked_at]
        totals = self._totals[:, :, None] + gains
        many, each = len(tokens), self._beams.each
        parents = np.zeros_like(tokens) + np.arange(self.width)[None, :, None]
        own = [slice(at, at + each) for at in range(0, self.width, each)]
        return [
            Picked(
                parents[:, group].reshape(many, -1),
                tokens[:, group].reshape(many, -1),
                gains[:, group].reshape(many, -1),
                totals[:, group].reshape(many, -1),
            )
            for group in own
        ]

    def _note(self, options: Options, best: Picked, ended: Flags, group: int) -> None:
        """Keep the hypotheses that end among a group's first."""
        each = self._beams.each
        closing = (ended & (best.totals > BARRED))[:, :each]
        if not closing.any():
            return
        divisor = self._rules.divisor(self._length)
        for at, place in zip(*closing.nonzero(), strict=True):
            sentence = int(self._sentences[at])
            ends = self._ends[sentence][group]
            if len(ends.found) >= each:
                continue
            parent = best.parents[at, place]
            row = int(self._rows[at, parent])
            score = best.totals[at, place] / divisor + options.covered[row]
            before = self._history.trail(int(self._nodes[at, parent]))
            ends.add(
                Found(
                    sentence=sentence,
                    score=float(score),
                    trail=before.grown(EOS, float(best.gains[at, place]), row),
                    finished=True,
                )
            )

    def _settle(self, totals: Floats, group: int) -> None:
        """Kill a group's hypotheses, in place, where the group is done."""
        longest = self._rules.divisor(self._rules.max_tokens)
        bounds = (totals.max(axis=1) / longest).tolist()
        for at, (sentence, bound) in enumerate(
            zip(self._sentences.tolist(), bounds, strict=True)
        ):
            if self._ends[sentence][group].settled(self._beams, bound):
                totals[at] = BARRED

    def _moved(self, options: Options, kept: Picked) -> Move:
        """Put the next hypotheses in place."""
        at = np.arange(len(kept.parents))[:, None]
        rows = self._rows[at, kept.parents]
        before = self._nodes[at, kept.parents]
        self._history.grow(kept.tokens, kept.gains, rows, before)
        self._nodes = np.arange(rows.size, dtype=np.int64).reshape(rows.shape)
        self._totals = kept.totals
        self._covered = options.covered[rows]
        return Move(rows, kept.tokens, kept.totals > BARRED)

    def found(self) -> list[list[Found]]:
        """Return the best of each sentence; what is still open counts as unfinished."""
        found = [
            [each for ends in groups for each in ends.found] for groups in self._ends
        ]
        scores = self._totals / self._rules.divisor(self._length) + self._covered
        for at, place in zip(*(self._totals > BARRED).nonzero(), strict=True):
            sentence = int(self._sentences[at])
            found[sentence].append(
                Found(
                    sentence=sentence,
                    score=float(scores[at, place]),
                    trail=self._history.trail(int(self._nodes[at, place])),
                    finished=False,
                )
            )
        return [_distinct(each, self._beams.n_best) for each in found]


def _distinct(found: list[Found], limit: int) -> list[Found]:
    """Return the best `limit` of different targets, finished ones first."""
    chosen: dict[tuple[int, ...], Found] = {}
    for each in sorted(found, key=lambda f: (not f.finished, -f.score)):
        if len(chosen) == limit:
            break
        chosen.setdefault(each.ids, each)
    return list(chosen.values())
