"""The card of a checkpoint: what it is, readable without loading a model.

========================  ==========================================================
``card.json``             what it is: format number, sizes, data, licences, metrics,
                          and a digest of each other file
``tokenizer.json``        the byte-level BPE
``weights.safetensors``   the model's numbers (32 or 16 bit)
``state.safetensors``     the optimiser's numbers; only where training can go on
========================  ==========================================================

Loading reads JSON and plain arrays: nothing in a checkpoint is ever executed.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from instrstudio.domain.errors import CheckpointMismatch, ModelError, NotFound
from instrstudio.domain.run import Checkpoint
from instrstudio.domain.wording import message

FORMAT = 1
CARD = "card.json"
TOKENIZER = "tokenizer.json"
WEIGHTS = "weights.safetensors"
STATE = "state.safetensors"
FILES = (CARD, TOKENIZER, WEIGHTS, STATE)


def digest(path: Path) -> str:
    """Return a digest of the file at `path`."""
    with path.open("rb") as file:
        return hashlib.file_digest(
            file, lambda: hashlib.blake2b(digest_size=16)
        ).hexdigest()


def beside(folder: Path, kind: str) -> Path:
    """Return the name of a folder beside `folder` while it is being exchanged."""
    return folder.with_name(f".{folder.name}.{kind}")


def recover(folder: Path) -> None:
    """Put back the former checkpoint if saving was cut off between its two renames."""
    old = beside(folder, "old")
    if not folder.exists() and old.exists():
        old.rename(folder)


def described(folder: Path, card: Mapping[str, object]) -> Checkpoint:
    """Return what the program says of the checkpoint in `folder`."""
    metrics = card.get("metrics")
    found = metrics if isinstance(metrics, Mapping) else {}
    loss, step = found.get("validation_loss"), card.get("step")
    return Checkpoint(
        name=str(card.get("name") or folder.name),
        folder=str(folder),
        step=step if isinstance(step, int) else 0,
        validation_loss=loss if isinstance(loss, float) else None,
        card=card,
    )


def read_card(folder: Path) -> dict[str, object]:
    """Read the card of the checkpoint in `folder`.

    Raises:
        NotFound: There is no checkpoint.
        CheckpointMismatch: The card is damaged or of a format not known here.
    """
    recover(folder)
    if not (folder / CARD).is_file():
        raise NotFound(message("There is no model in {path}.", path=str(folder)))
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # the last: [[[[...
        raise damaged(folder, CARD) from error
    if not isinstance(card, dict):
        raise damaged(folder, CARD)
    if card.get("format") != FORMAT:
        raise CheckpointMismatch(
            message(
                "The model in {path} has format {found}; this program reads {known}.",
                path=str(folder),
                found=card.get("format"),
                known=FORMAT,
            )
        )
    return card


def amend(folder: Path, more: Mapping[str, object]) -> None:
    """Add to the card of the checkpoint in `folder`; the new card appears whole.

    Raises:
        NotFound: There is no checkpoint.
        CheckpointMismatch: Its card is damaged.
        ModelError: It cannot be written.
    """
    card = {**read_card(folder), **more}
    partial = folder.with_name(f".{folder.name}.{CARD}")
    text = json.dumps(card, ensure_ascii=False, indent=2)
    try:
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(folder / CARD)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ModelError(
            message(
                "The card of the model in {path} cannot be written ({reason}).",
                path=str(folder),
                reason=error.strerror or str(error),
            )
        ) from error


def check_files(folder: Path, card: Mapping[str, object]) -> None:
    """Compare every file with the digest on the card.

    Raises:
        CheckpointMismatch: A file is missing or not the one that was saved.
    """
    listed = card.get("files")
    files = listed if isinstance(listed, Mapping) else {}
    for name in {TOKENIZER, WEIGHTS} | (set(files) & set(FILES)):
        path = folder / name
        if not path.is_file() or digest(path) != files.get(name):
            raise damaged(folder, name)


def damaged(folder: Path, name: str) -> CheckpointMismatch:
    """Return the error for a file that is not what was saved."""
    return CheckpointMismatch(
        message(
            "The model in {path} is damaged: {file} is not as it was saved. "
            "Import or train it again.",
            path=str(folder),
            file=name,
        )
    )
