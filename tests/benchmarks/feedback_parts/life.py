"""One simulated person at work: their interactions, and what they find at times.

What is measured is always asked about tasks they never worked on, and compared with
the list as it is constructed, which knows nobody.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.task import Task
from instrstudio.services import feedback, learning, style
from instrstudio.services.workspace import Workspace

from .pools import Pool
from .rules import Judged, judged
from .users import User

HELD_OUT = 4
"""Every so many tasks one is held out."""
WINDOW = 10
"""Interactions that a point of the curve is a mean of."""

Ordering = Callable[[Workspace, Sequence[Candidate], Task], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody finds on held-out tasks; means over them.

    `accepted` is how often they take the first candidate as it is. The others are how
    far it is, as a share of the text, from what they would make of the best candidate
    of the list that they see (`effort`), of the best one that was constructed, whatever
    was made of it since (`constructed`), and of the first itself (`own`). `plain_…` is
    the same without learning, where the list is the constructed one.
    """

    done: int
    accepted: float
    effort: float
    constructed: float
    own: float
    plain_accepted: float
    plain_effort: float
    plain_constructed: float
    plain_own: float


@dataclass(slots=True)
class Life:
    """All that was measured of one person; `curve` and `plain_curve` are at work."""

    kind: str
    seed: int
    found: list[Found] = field(default_factory=list)
    curve: list[float] = field(default_factory=list)
    plain_curve: list[float] = field(default_factory=list)
    rules: list[Judged] = field(default_factory=list)


def unlearned(
    workspace: Workspace, candidates: Sequence[Candidate], task: Task
) -> Sequence[Candidate]:
    """Return candidates as they were constructed."""
    del workspace, task
    return candidates


def lived(
    user: User,
    pools: Sequence[Pool],
    moments: Sequence[int],
    order: Ordering = learning.personal,
) -> Life:
    """Let somebody work until the last of `moments`, and measure at each of them.

    They begin with an empty project of their own.
    """
    life = Life(user.kind, user.seed)
    met, held = dealt(user, pools, max(moments))
    taken: list[tuple[bool, bool]] = []
    with (
        TemporaryDirectory(prefix="feedback-") as folder,
        Workspace.open(Path(folder) / "project") as workspace,
    ):
        for done in range(max(moments) + 1):
            if done in moments:
                life.found.append(_found(user, workspace, held, done, order))
            if done < max(moments):
                pool = met[done]
                shown = order(workspace, pool.candidates, pool.task)
                taken.append(
                    (
                        user.accepts(shown[0].text, pool.case, done),
                        user.accepts(pool.texts[0], pool.case, done),
                    )
                )
                react(user, workspace, pool, shown, done)
        life.rules = judged(style.rules(workspace), user, held, max(moments))
    life.curve = _windows(first for first, _ in taken)
    life.plain_curve = _windows(first for _, first in taken)
    return life


def dealt(
    user: User, pools: Sequence[Pool], count: int
) -> tuple[list[Pool], list[Pool]]:
    """Return the tasks that somebody works on, and those that are held out.

    They come in the person's share of languages; held out are the same for all.
    """
    met: list[Pool] = []
    held: list[Pool] = []
    shares = {"zh": user.chinese_share, "en": 1 - user.chinese_share}
    chance = random.Random(f"tasks {user.kind} {user.seed}")
    largest = max(shares.values())
    for language, share in shares.items():
        own = [pool for pool in pools if pool.case.language == language]
        apart = own[::HELD_OUT]
        held += apart[: max(1, round(share / largest * len(apart)))]
        rest = [pool for at, pool in enumerate(own) if at % HELD_OUT]
        chance.shuffle(rest)
        met += islice(cycle(rest), round(share * count))
    chance.shuffle(met)
    return met, held


def react(
    user: User,
    workspace: Workspace,
    pool: Pool,
    shown: Sequence[Candidate],
    done: int,
) -> None:
    """Let somebody do something with a list, and log it as the window does."""
    texts = [candidate.text for candidate in shown]
    said = user.reacts(texts, pool.case, done)
    rank, text = said.place + 1, texts[said.place]
    if said.kind == "edited":
        feedback.edited(
            workspace, None, rank, text, said.after, shown=shown, task=pool.task
        )
        return
    log = feedback.chose if said.kind == "chose" else feedback.rejected
    log(workspace, None, rank, text, shown=shown, task=pool.task)


def _found(
    user: User,
    workspace: Workspace,
    held: Sequence[Pool],
    done: int,
    order: Ordering,
) -> Found:
    """Measure on held-out tasks."""
    rows = []
    for pool in held:
        listed = order(workspace, pool.candidates, pool.task)
        texts = [candidate.text for candidate in listed]
        plain = learned = _worth(user, pool.texts, pool, done)
        if texts != pool.texts:
            learned = _worth(user, texts, pool, done)
        rows.append((*learned, *plain))
    return Found(done, *(sum(column) / len(rows) for column in zip(*rows, strict=True)))


def _worth(
    user: User, texts: Sequence[str], pool: Pool, done: int
) -> tuple[float, float, float, float]:
    """Return whether the first text is taken, and its distances from what is wanted."""
    first, case = texts[0], pool.case
    own = user.mind(done).rewritten(first, case)
    return (
        float(user.accepts(first, case, done)),
        user.effort(first, user.ideals(texts, case, done)),
        user.effort(first, user.ideals(pool.texts, case, done)),
        user.effort(first, [own]),
    )


def _windows(taken: Iterable[bool]) -> list[float]:
    """Return the share of those taken, window by window."""
    all_of = [float(one) for one in taken]
    return [
        sum(all_of[at : at + WINDOW]) / len(all_of[at : at + WINDOW])
        for at in range(0, len(all_of), WINDOW)
    ]
