"""When to stop asking: the intervals of the two best have to part."""

from instrstudio.domain.rating_results import Ranking, Stopping
from instrstudio.domain.wording import message

LEAST = 20
"""Votes that both of the two best need: of fewer, all of one mind, a bootstrap makes an
interval without any width."""


def stopping(ranking: Ranking) -> Stopping:
    """Say whether the best system is known, in one sentence.

    Whoever looks again and again and stops at the first yes is wrong much more often
    than one time in twenty. The rule tells people to go on; it is no proof.
    """
    if len(ranking.standings) < 2:
        return _not_yet_any()
    best, second = ranking.standings[:2]
    if not ranking.votes:
        return _not_yet_any()
    names = {"best": best.system, "second": second.system}
    fewest = min(best.decided, second.decided)
    if fewest < LEAST:
        return Stopping(
            is_enough=False,
            sentence=message(
                "Not enough votes yet: “{best}” and “{second}” need {least} each, "
                "and one of them has {count}.",
                least=LEAST,
                count=fewest,
                **names,
            ),
        )
    if best.low is None or second.high is None or best.low <= second.high:
        return Stopping(
            is_enough=False,
            sentence=message(
                "Not enough votes yet: the intervals of “{best}” and “{second}” "
                "overlap.",
                **names,
            ),
        )
    return Stopping(
        is_enough=True,
        sentence=message(
            "Enough votes: “{best}” is better than “{second}”, their intervals do not "
            "overlap.",
            **names,
        ),
    )


def _not_yet_any() -> Stopping:
    """Return what is said where nothing can be compared."""
    return Stopping(
        is_enough=False,
        sentence=message("Not enough votes yet: there is nothing to compare."),
    )
