"""How fast the systems learn: real target tokens a CPU second of the whole step."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from . import joey, ours, tables
from .clock import (
    Machine,
    Spread,
    ratios,
    rounds,
    seconds,
)
from .corpora import Corpus
from .systems import Entry, Rows, Sizes, System
from .worker import Place, workers

_RATE = 1e-3
_GPU_VISITS = 3
_RIVAL = "joeynmt"
_EQUAL = "joeynmt-bucketed"
_HEAD = (
    "system",
    "weights",
    "tokens/s",
    "x joeynmt",
    "x joeynmt-bucketed",
    "of f32 peak",
    "of bf16 peak",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure: rounds, batches a round, padded tokens a batch."""

    rounds: int
    batches: int
    tokens: int


def operations(rows: Rows, sizes: Sizes, readout: int) -> int:
    """Return the floating point operations of one step that matrix products need.

    Forward counts once and backward twice; no padding. It is the count of the model
    with attention from s_{t-1}: bi-GRU, keys, GRU with context, readout, vocabulary.
    """
    e, h, a, v = sizes.embedding, sizes.hidden, sizes.attention, sizes.vocabulary
    pairs = zip(rows.sources, rows.targets, strict=True)
    lengths = [(len(source) + 1, len(target) + 1) for source, target in pairs]
    read = sum(source for source, _target in lengths)
    written = sum(target for _source, target in lengths)
    crossed = sum(source * target for source, target in lengths)
    encoder = read * (2 * 3 * h * (e + h) + 2 * h * a)
    decoder = written * (3 * h * (e + 2 * h) + 3 * h * h + h * a)
    output = written * (3 * h * readout + readout * v)
    attention = crossed * (a + 2 * 2 * h)
    return 3 * 2 * (encoder + decoder + output + attention)


def spread(
    batches: Sequence[Rows], count: int, by: Callable[[Rows], float]
) -> list[Rows]:
    """Return `count` batches that stand evenly over the order of a measure."""
    ordered = sorted(batches, key=by)
    return [ordered[int((i + 0.5) * len(ordered) / count)] for i in range(count)]


def _longest(rows: Rows) -> float:
    """Return the longest target."""
    return max(map(len, rows.targets))


def chosen(corpus: Corpus, plan: Plan) -> dict[bool, list[Rows]]:
    """Return JoeyNMT's own batches (True) and ours by length (False).

    A few stand for an epoch: JoeyNMT's differ in padding, ours in length.
    """
    own = joey.own_batches(corpus.rows, plan.tokens, seed=1)
    by_length = ours.batches(corpus.rows, plan.tokens, seed=1, epoch=0)
    return {
        True: spread([corpus.batch(n) for n in own], plan.batches, _padding),
        False: spread([corpus.batch(n) for n in by_length], plan.batches, _longest),
    }


def _padding(rows: Rows) -> float:
    """Return the share of a batch's target positions that are padding."""
    return padding([rows])


def padding(batches: Sequence[Rows]) -> float:
    """Return the share of target positions that are padding."""
    padded = sum(
        len(rows.targets) * (1 + max(map(len, rows.targets))) for rows in batches
    )
    return 1 - sum(rows.tokens for rows in batches) / padded


@dataclass(frozen=True, slots=True)
class Learning:
    """Learn from each of some batches once; the rate is target tokens a second."""

    batches: list[Rows]

    def begin(self, system: System, device: str) -> Callable[[], float]:
        """Make the batches and take steps that do not count.

        On a GPU all batches come three times first: kernels are loaded at a shape's
        first visit, and ours are recorded at its second.
        """
        prepared = [system.prepare(rows) for rows in self.batches]
        tokens = sum(rows.tokens for rows in self.batches)
        first = (
            [prepared[0], prepared[-1]] if device == "cpu" else prepared * _GPU_VISITS
        )
        for update, batch in enumerate(first):
            system.step(batch, update, _RATE)

        def once() -> float:
            start = seconds(device)
            for update, batch in enumerate(prepared):
                system.step(batch, update + 2, _RATE)
            return tokens / (seconds(device) - start)

        return once


def measure(
    corpus: Corpus, sizes: Sizes, systems: Sequence[Entry], plan: Plan, on: Machine
) -> None:
    """Print and keep the table of one corpus."""
    batches = chosen(corpus, plan)
    given = {entry.name: batches[entry.own_batches] for entry in systems}
    works = {name: Learning(chosen) for name, chosen in given.items()}
    with workers(works, sizes, Place(on.core, on.device)) as made:
        rates = rounds({name: made[name].once for name in made}, plan.rounds)
    shipped = ratios(rates, _RIVAL) if _RIVAL in rates else {}
    equal = ratios(rates, _EQUAL) if _EQUAL in rates else {}
    rows, figures = [], {}
    for name, values in rates.items():
        rate = Spread.of(values)
        work = sum(operations(b, sizes, ours.readout(sizes)) for b in given[name])
        done = rate.median * work / sum(b.tokens for b in given[name])
        rows.append(
            (
                name,
                f"{made[name].parameters / 1e6:.2f}M",
                f"{rate:.0f}",
                f"{shipped[name]:.2f}" if shipped else "-",
                f"{equal[name]:.2f}" if equal else "-",
                f"{done / on.f32:.2f}",
                f"{done / on.bf16:.2f}" if on.has_low_units else "-",
            )
        )
        figures[name] = {
            "parameters": made[name].parameters,
            "tokens_per_second": values,
            "over_joeynmt": asdict(shipped[name]) if shipped else None,
            "over_joeynmt_bucketed": asdict(equal[name]) if equal else None,
            "of_f32_peak": done / on.f32,
            "of_bf16_peak": done / on.bf16,
        }
    tables.show(
        f"training on {corpus.name}: real target tokens a second, {plan.rounds} rounds"
        f" of {plan.batches} batches of {plan.tokens} padded tokens; target padding"
        f" {padding(batches[True]):.2f} (joeynmt) and {padding(batches[False]):.2f};"
        " the share of the peak counts the operations our model needs",
        _HEAD,
        rows,
    )
    tables.keep(f"training {corpus.name}", {"machine": asdict(on), "systems": figures})
