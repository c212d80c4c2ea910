"""What the quality runs say: BLEU at equal updates and at equal time."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from . import tables
from .clock import Spread
from .quality import Log, Recipe, folder_of

_RIVAL = "joeynmt-bucketed"


def at_time(log: Log, limit: float) -> float:
    """Return the last validation BLEU of a run within `limit` CPU seconds, or 0."""
    return next((b for _u, spent, b in reversed(log.curve) if spent <= limit), 0.0)


def finished(
    names: Sequence[str], seeds: int, recipe: Recipe
) -> dict[str, dict[int, Log]]:
    """Return the logs of the runs that are done, by system and seed."""
    found = {
        name: {
            seed: Log.read(folder_of(name, seed, recipe))
            for seed in range(1, seeds + 1)
        }
        for name in names
    }
    return {
        name: {seed: log for seed, log in logs.items() if log.beam is not None}
        for name, logs in found.items()
    }


def _row(name: str, logs: Mapping[int, Log], rival: Mapping[int, Log]) -> list[str]:
    """Return one system's line; differences are taken seed by seed."""
    both = sorted(logs.keys() & rival.keys())
    more = [(logs[s].beam or 0) - (rival[s].beam or 0) for s in both]
    sooner = [logs[s].curve[-1][2] - at_time(rival[s], logs[s].seconds) for s in both]
    ran = logs.values()
    return [
        name,
        str(len(logs)),
        f"{Spread.of([log.greedy or 0 for log in ran]):.2f}",
        f"{Spread.of([log.beam or 0 for log in ran]):.2f}",
        f"{Spread.of([log.seconds for log in ran]):.0f}",
        f"{sum(more) / len(more):+.2f}" if more else "-",
        f"{sum(sooner) / len(sooner):+.2f}" if sooner else "-",
    ]


def show(names: Sequence[str], seeds: int, recipe: Recipe) -> None:
    """Print and keep the table of the runs that are done."""
    logs = {n: of for n, of in finished(names, seeds, recipe).items() if of}
    if not logs:
        print("\nquality: no run is done yet")
        return
    rival = logs.get(_RIVAL, {})
    tables.show(
        f"quality after {recipe.updates} updates of {recipe.tokens} padded tokens:"
        " BLEU on test_2016_flickr, median (range) of the seeds",
        (
            "system",
            "seeds",
            "greedy",
            "beam 5",
            "CPU seconds",
            f"beam 5 - {_RIVAL}",
            "validation at equal time",
        ),
        [_row(name, of, rival) for name, of in logs.items()],
    )
    tables.keep(
        "quality",
        {
            "recipe": asdict(recipe),
            "runs": {
                name: {seed: asdict(log) for seed, log in of.items()}
                for name, of in logs.items()
            },
        },
    )
