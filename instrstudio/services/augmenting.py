"""Variants of records for training: other words, and samples varied.

`paraphrase` and `vary_samples` only propose. `save` adds the variants as one step that
undo takes back, each with a tag and with the record it was made from as its parent;
`write` writes them to a file. What was there is never changed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from random import Random

from instrstudio.analysis.paraphrasing import paraphrases
from instrstudio.domain.augmentation import (
    FEW_SAMPLES,
    KNOWN,
    NO_WORDING,
    PARAPHRASE,
    SAMPLES,
    TAG,
    Addition,
    Augmented,
)
from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import language_of
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message
from instrstudio.services import backups, bulk, placing
from instrstudio.services.file_formats import check_place, format_to_write
from instrstudio.services.workspace import Workspace

MOST = 100_000
"""Variants of one go; they are held in memory until they are added."""
_EVERY = 100
_CHUNK = 1_000
_TRIES = 6


def paraphrase(
    workspace: Workspace, ids: Sequence[int], most: int = 2, seed: int = 0
) -> Job[Progress, Augmented]:
    """Return at most `most` variants of each record in other words.

    The samples stay, the places for inputs and all that is quoted too; see
    `analysis.paraphrasing`. The same seed gives the same variants.

    Raises:
        InvalidInput: `most` is not positive, or there would be too many.
    """
    _check(ids, most)

    def variants(record: Record) -> list[Record]:
        language = record.language or language_of(record.instruction)
        texts = paraphrases(record.instruction, language, most, seed)
        return [_variant(record, PARAPHRASE, instruction=text) for text in texts]

    return (yield from _proposed(workspace, ids, PARAPHRASE, variants, NO_WORDING))


def vary_samples(
    workspace: Workspace,
    ids: Sequence[int],
    most: int = 1,
    seed: int = 0,
    drop: float = 0.5,
) -> Job[Progress, Augmented]:
    """Return at most `most` variants of each record with its samples in another order.

    With the chance `drop` a sample is left out; one is always left. Records with fewer
    than two samples have no variants.

    Raises:
        InvalidInput: `most` or `drop` is out of reach, or there would be too many.
    """
    _check(ids, most)
    if not 0 <= drop < 1:
        raise InvalidInput(
            message("The chance must be from 0 to below 1, not {given}.", given=drop)
        )

    def variants(record: Record) -> list[Record]:
        found: dict[tuple[Example, ...], None] = {}
        for samples in _orders(record, seed, drop, _TRIES * most):
            if samples != record.examples:
                found.setdefault(samples)
            if len(found) == most:
                break
        return [_variant(record, SAMPLES, examples=samples) for samples in found]

    return (yield from _proposed(workspace, ids, SAMPLES, variants, FEW_SAMPLES))


def save(workspace: Workspace, found: Augmented) -> Job[Progress, Changes]:
    """Add the variants to the library as one step; cancelled, nothing is added.

    One that came into the library since is left out.
    """
    additions, label = found.additions, message("Add variants for training")
    if len(additions) >= bulk.WORTH_A_BACKUP:
        yield from backups.before(workspace, backups.BULK)
    ids: list[int] = []
    operation = 0
    with workspace.store.atomic():
        for start in range(0, len(additions), _CHUNK):
            chunk = [one.record for one in additions[start : start + _CHUNK]]
            inserted = workspace.store.records.insert(
                chunk, label=label, operation=operation
            )
            operation = inserted.operation or operation
            ids += inserted.added
            yield Progress(
                done=min(start + _CHUNK, len(additions)),
                total=len(additions),
                message=message("Adding…"),
            )
    if len(ids) > bulk.LISTED:
        return Changes(many=True, label=label)
    return Changes(records=tuple(ids), label=label) if ids else Changes()


def write(found: Augmented, target: Path, format: str = "") -> Job[Progress, int]:
    """Write the variants to a file in the format named, or by its suffix.

    The file appears under its name only when it is whole. Returns how many there are.

    Raises:
        TransferError: No format fits, or there is no place to write.
        InvalidInput: There is no variant.
    """
    check_place(target)
    chosen = format_to_write(target, format)
    if not found.additions:
        raise InvalidInput(message("There is no variant to write."))
    written, records = 0, [one.record for one in found.additions]
    with placing.whole(target) as partial:
        for written in chosen.write(records, partial):
            if written % _EVERY == 0:
                yield Progress(done=written, total=len(records))
    return written


def left_known(
    workspace: Workspace, additions: Iterable[Addition]
) -> tuple[list[Addition], int]:
    """Return the additions that are new to the library, each once, and how many not."""
    found = {one.record.content_hash: one for one in additions}
    known = workspace.store.records.hashes_known(found)
    fresh = [one for digest, one in found.items() if digest not in known]
    return fresh, len(known)


def _proposed(
    workspace: Workspace,
    ids: Sequence[int],
    way: str,
    variants: Callable[[Record], list[Record]],
    nothing: str,
) -> Job[Progress, Augmented]:
    """Ask for the variants of each record; variants have none themselves."""
    additions: list[Addition] = []
    left_out: Counter[str] = Counter()
    looked_at = 0
    chunk: list[Addition] = []
    for record in workspace.store.records.iterate(ids):
        looked_at += 1
        made = [] if TAG in record.tags else variants(record)
        left_out[nothing] += not made
        chunk += [Addition(record=one, way=way) for one in made]
        if looked_at % _EVERY == 0:
            yield Progress(
                done=looked_at, total=len(ids), message=message("Making variants…")
            )
    fresh, known = left_known(workspace, chunk)
    additions += fresh
    left_out[KNOWN] += known
    return Augmented(
        way=way,
        looked_at=looked_at,
        additions=tuple(additions),
        left_out={reason: count for reason, count in left_out.items() if count},
    )


def _variant(
    record: Record,
    way: str,
    *,
    instruction: str = "",
    examples: tuple[Example, ...] = (),
) -> Record:
    """Return a record that is another one but for what is named; it says from where."""
    source = record.source
    return replace(
        record,
        id=None,
        instruction=instruction or record.instruction,
        examples=examples or record.examples,
        title="",
        tags=(*record.tags, TAG, way),
        parent=record.id,
        pair="",
        created="",
        updated="",
        source=Source(kind="constructed", name=source.name, url=source.url),
    )


def _orders(
    record: Record, seed: int, drop: float, tries: int
) -> Iterator[tuple[Example, ...]]:
    """Yield samples in other orders, some of them left out."""
    samples = list(record.examples)
    if len(samples) < 2:
        return
    digest = blake2b(f"{seed}:{record.content_hash}".encode(), digest_size=8)
    chance = Random(digest.digest())
    for _ in range(tries):
        chance.shuffle(samples)
        left = [sample for sample in samples if chance.random() >= drop]
        yield tuple(left or samples[:1])


def _check(ids: Sequence[int], most: int) -> None:
    """Refuse what would make no variants, or too many."""
    if most < 1:
        raise InvalidInput(message("At least one variant of each must be allowed."))
    if len(ids) * most > MOST:
        raise InvalidInput(
            message(
                "{count} records with {most} variants each are too many at once; "
                "choose fewer.",
                count=len(ids),
                most=most,
            )
        )
