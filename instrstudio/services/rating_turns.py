"""A rater's way through a queue: what comes next, a verdict, and taking it back.

Verdicts hang on the texts, not on the queue, and each is one transaction with an entry
in the log of events, which keeps what was there before it: so any number of them can be
taken back, also after a restart.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.rating import (
    ALL_VALID,
    FIRST,
    LEFT,
    OUTCOMES,
    PAIRWISE,
    PREFERENCE,
    REASONS,
    RIGHT,
    SECOND,
    question,
    questions_of,
)
from instrstudio.domain.rating_queue import RatingItem, RatingQueue, Turn
from instrstudio.domain.wording import message
from instrstudio.services.rating_pairs import pair_turn
from instrstudio.services.rating_queues import find, unlike
from instrstudio.services.workspace import Workspace

_KIND = "rate"


def next_turn(
    workspace: Workspace,
    name: str,
    profile: str = "",
    *,
    later: Sequence[tuple[str, ...]] = (),
) -> Turn | None:
    """Return what a person (empty: the present profile) is to judge next; None: done.

    Texts come in the order of the queue, the first one with an open question. Of pairs
    that one is next which promises to tell most of who is better; the side is random,
    and turned for whoever judges it after somebody else. Turns with a key in `later`
    were put off: they come when nothing else is left, the first one first.

    Raises:
        NotFound: There is no such queue.
    """
    queue, rater = find(workspace, name), profile or workspace.settings.profile
    items = workspace.store.rating_queues.items(name)
    if queue.kind == PAIRWISE:
        return pair_turn(workspace, queue, rater, items, later)
    given = _given(workspace, queue, rater)
    put_off = {key: place for place, key in enumerate(later)}
    still_open = [
        item
        for item in unlike(items)
        if len(given.get(item.content_hash, {})) < len(queue.criteria)
    ]
    if not still_open:
        return None
    found = min(still_open, key=lambda item: put_off.get((item.content_hash,), -1))
    return _text_turn(queue, found, given.get(found.content_hash, {}))


def answer(
    workspace: Workspace,
    turn: Turn,
    values: Mapping[str, float],
    profile: str = "",
) -> None:
    """Keep a person's answers to questions about the text of a turn.

    `values` are by criterion, all of them or some. Once one of the first questions of
    an audit is answered no, so is its last.

    Raises:
        InvalidInput: A question is not asked here, or has no such answer.
    """
    kept = dict(values)
    for criterion, value in kept.items():
        asked = question(criterion) if criterion in turn.queue.criteria else None
        if asked is None or value not in asked.values:
            raise InvalidInput(
                message(
                    "“{criterion}” cannot be answered with {value} here.",
                    criterion=criterion,
                    value=value,
                )
            )
    if not kept:
        raise InvalidInput(message("There is no answer to keep."))
    store, rater = workspace.store, profile or workspace.settings.profile
    content = turn.left.content_hash
    with store.atomic():
        _join(workspace, turn.queue, rater)
        before = {
            rating.criterion: (rating.value, rating.at)
            for rating in store.ratings.of(content)
            if rating.profile == rater
        }
        earlier = {c: before[c][0] for c in turn.queue.criteria if c in before}
        others = {**earlier, **kept, ALL_VALID: 1}
        if ALL_VALID in turn.queue.criteria and 0 in others.values():
            kept[ALL_VALID] = 0
        for criterion, value in kept.items():
            store.ratings.put(content, rater, criterion, float(value))
        payload = {
            "queue": turn.queue.name,
            "content_hash": content,
            "values": kept,
            "before": {criterion: before.get(criterion) for criterion in kept},
            **_context(turn.left),
        }
        store.events.append(_KIND, rater, payload=payload)


def vote(
    workspace: Workspace,
    turn: Turn,
    outcome: str,
    reasons: Sequence[str] = (),
    profile: str = "",
) -> None:
    """Keep what a person says of both texts of a turn; `outcome` of `rating.OUTCOMES`.

    Raises:
        InvalidInput: The turn has one text, or there is no such outcome or reason.
    """
    from instrstudio.storage.votes import Vote

    known = {reason.name for reason in REASONS}
    if turn.right is None or outcome not in OUTCOMES or set(reasons) - known:
        raise InvalidInput(
            message("“{outcome}” is no verdict on these texts.", outcome=outcome)
        )
    store, rater = workspace.store, profile or workspace.settings.profile
    left, right = turn.left.content_hash, turn.right.content_hash
    found = Vote(
        first=min(left, right),
        second=max(left, right),
        profile=rater,
        criterion=PREFERENCE,
        verdict=_verdict(outcome, left_is_first=left < right),
        on_left=left,
        reasons=tuple(reasons),
    )
    with store.atomic():
        _join(workspace, turn.queue, rater)
        before = store.votes.find(found.first, found.second, rater, PREFERENCE)
        store.votes.put(found)
        payload = {
            "queue": turn.queue.name,
            "first": found.first,
            "second": found.second,
            "verdict": found.verdict,
            "on_left": left,
            "reasons": list(reasons),
            "before": before and [before.verdict, before.on_left, before.reasons],
            "before_at": before and before.at,
            "left": _context(turn.left),
            "right": _context(turn.right),
        }
        store.events.append(_KIND, rater, payload=payload)


def undo(workspace: Workspace, name: str, profile: str = "") -> Turn | None:
    """Take a person's last verdict in a queue back; None where there is none left.

    Returns its turn as it stood then, to be judged again. Called again, it takes the
    one before back. What was said of the texts before the verdict is said again.

    Raises:
        NotFound: There is no such queue.
    """
    queue, rater = find(workspace, name), profile or workspace.settings.profile
    store = workspace.store
    with store.atomic():
        last = store.rating_queues.last_verdict(queue, rater)
        if last is None:
            return None
        number, payload = last
        if "values" in payload:
            _take_answers_back(workspace, rater, payload)
        else:
            _take_vote_back(workspace, rater, payload)
        undone = {"queue": name, "undoes": number}
        store.events.append(_KIND, rater, payload=undone)
    return _undone(workspace, queue, rater, payload)


def _undone(
    workspace: Workspace, queue: RatingQueue, rater: str, payload: Mapping[str, object]
) -> Turn:
    """Return the turn that a verdict belonged to."""
    items = {
        item.content_hash: item
        for item in reversed(workspace.store.rating_queues.items(queue.name))
    }
    if "values" in payload:
        item = items[str(payload["content_hash"])]
        given = _given(workspace, queue, rater).get(item.content_hash, {})
        undone = payload["values"]
        taken = dict(undone) if isinstance(undone, Mapping) else {}
        return replace(_text_turn(queue, item, given), undone=taken)
    first, second = str(payload["first"]), str(payload["second"])
    left = str(payload["on_left"])
    right = second if left == first else first
    return Turn(queue=queue, left=items[left], right=items[right])


def _take_answers_back(
    workspace: Workspace, rater: str, payload: Mapping[str, object]
) -> None:
    """Give a text the answers it had before a verdict."""
    from instrstudio.storage.ratings import Rating

    content, ratings = str(payload["content_hash"]), workspace.store.ratings
    before = payload["before"]
    for criterion, had in before.items() if isinstance(before, Mapping) else ():
        if had is None:
            ratings.remove(content, rater, criterion)
            continue
        value, at = had
        ratings.restore(
            Rating(
                content_hash=content,
                profile=rater,
                criterion=criterion,
                value=value,
                at=at,
            )
        )


def _take_vote_back(
    workspace: Workspace, rater: str, payload: Mapping[str, object]
) -> None:
    """Give two texts the vote they had before."""
    from instrstudio.storage.votes import Vote

    first, second = str(payload["first"]), str(payload["second"])
    before = payload["before"]
    if not isinstance(before, list):
        workspace.store.votes.remove(first, second, rater, PREFERENCE)
        return
    verdict, on_left, reasons = before
    workspace.store.votes.put(
        Vote(
            first=first,
            second=second,
            profile=rater,
            criterion=PREFERENCE,
            verdict=verdict,
            on_left=on_left,
            reasons=tuple(reasons),
            at=str(payload["before_at"]),
        )
    )


def _context(item: RatingItem) -> dict[str, object]:
    """Return what can be learned from later."""
    return {"text": item.text, "system": item.system, "task": item.task.as_dict()}


def _text_turn(
    queue: RatingQueue, item: RatingItem, given: Mapping[str, float]
) -> Turn:
    """Return the turn of a single text."""
    asked = tuple(q for q in questions_of(queue.kind) if q.criterion in queue.criteria)
    return Turn(queue=queue, left=item, questions=asked, given=given)


def _given(
    workspace: Workspace, queue: RatingQueue, rater: str
) -> Mapping[str, Mapping[str, float]]:
    """Return a person's answers in a queue, by content and criterion."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for rating in workspace.store.ratings.of_queue(queue.name):
        if rating.profile == rater and rating.criterion in queue.criteria:
            found[rating.content_hash][rating.criterion] = rating.value
    return found


def _join(workspace: Workspace, queue: RatingQueue, rater: str) -> None:
    """Note that a person takes part in a queue."""
    now = find(workspace, queue.name)
    if rater not in now.raters:
        joined = replace(now, raters=(*now.raters, rater))
        workspace.store.rating_queues.change(joined)


def _verdict(outcome: str, *, left_is_first: bool) -> str:
    """Return an outcome as it is kept: by text, not by side."""
    if outcome not in (LEFT, RIGHT):
        return outcome
    return FIRST if (outcome == LEFT) == left_is_first else SECOND
