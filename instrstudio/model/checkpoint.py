"""A checkpoint on disk: saved whole or not at all, loaded without executing anything.

What lies in its folder is told in `card`.
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard, cast

import safetensors
import safetensors.torch
import torch

from instrstudio.domain.errors import CheckpointMismatch, ModelError
from instrstudio.domain.run import ARCHITECTURES, Checkpoint
from instrstudio.domain.wording import message
from instrstudio.model.architecture import Architecture, Sizes
from instrstudio.model.architectures import build, outline
from instrstudio.model.card import (
    CARD,
    FORMAT,
    STATE,
    TOKENIZER,
    WEIGHTS,
    beside,
    check_files,
    damaged,
    described,
    digest,
    read_card,
    recover,
)
from instrstudio.model.tokenizer import Tokenizer

if TYPE_CHECKING:
    from torch import Tensor

_SIZES = ("vocabulary", "embedding", "hidden", "attention")
_LARGEST_SIZE = 1_000_000
_MOST_LAYERS = 48
_LEAST_BYTES = 2
"""What a number of a model takes in its file, at least."""
_FIELDS = ("architecture", "sizes", "tokenizer", "files")
"""What a card cannot do without, besides its format."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything a checkpoint holds; `card` without what is derived on saving."""

    model: Architecture
    tokenizer: Tokenizer
    card: Mapping[str, object]
    state: Mapping[str, "Tensor"] = field(default_factory=dict)


def save(folder: Path, contents: Contents, *, half: bool = False) -> Checkpoint:
    """Write `contents` to `folder`, whole or not at all.

    The files are written beside it and synced; then the folders change names. Where
    that fails, what was begun is taken away and the former checkpoint is there as
    before. `half` stores the weights with 16 bits.

    Raises:
        OSError: The disk is full, or the folder cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    fresh, old = beside(folder, "new"), beside(folder, "old")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    try:
        fresh.mkdir()
        card = _write(fresh, contents, half)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)  # gives a full disk its room back
        recover(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return described(folder, card)


def _write(folder: Path, contents: Contents, half: bool) -> dict[str, object]:
    """Write the files of a checkpoint into an empty folder and return the card."""
    weights = {
        name: (value.half() if half else value).detach().cpu().contiguous()
        for name, value in contents.model.state_dict().items()
    }
    _write_arrays(weights, folder / WEIGHTS)
    contents.tokenizer.save(folder / TOKENIZER)
    if contents.state:
        _write_arrays(contents.state, folder / STATE)
    sizes = contents.model.sizes
    card: dict[str, object] = {
        "format": FORMAT,
        **contents.card,
        "sizes": asdict(sizes),
        "parameters": contents.model.parameter_count,
        "bits": 16 if half else 32,
        "tokenizer": contents.tokenizer.digest,
        "files": {path.name: digest(path) for path in sorted(folder.iterdir())},
    }
    text = json.dumps(card, ensure_ascii=False, indent=2)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    return card


def _write_arrays(arrays: Mapping[str, "Tensor"], path: Path) -> None:
    """Write a file of named arrays.

    The library tells a full disk by an exception of its own, which is no `OSError`.

    Raises:
        OSError: The file cannot be written.
    """
    try:
        safetensors.torch.save_file(dict(arrays), path)
    except safetensors.SafetensorError as error:
        said = re.search(r"error: ([^:]*) \(os error (\d+)\)", str(error))
        number, why = (int(said[2]), said[1]) if said else (errno.EIO, str(error))
        raise OSError(number, why, str(path)) from error


def load(folder: Path) -> Contents:
    """Read the checkpoint in `folder`: the model on the CPU, without training state.

    Raises:
        NotFound: There is no checkpoint.
        CheckpointMismatch: It is damaged or does not fit this program.
        ModelError: The disk does not give it.
    """
    with _readable(folder):
        card = read_card(folder)
        _check_fields(folder, card)
        check_files(folder, card)
        _check_tokenizer(folder, card)
        tokenizer = Tokenizer.load(folder / TOKENIZER)
        sizes = _sizes(folder, card)
        if tokenizer.size != sizes.vocabulary:
            raise CheckpointMismatch(
                message(
                    "The tokenizer in {path} has {found} tokens, the model {known}.",
                    path=str(folder),
                    found=tokenizer.size,
                    known=sizes.vocabulary,
                )
            )
        architecture = str(card["architecture"])
        _check_room(folder, architecture, sizes)
        model = build(architecture, sizes)
        _fill(model, folder)
    return Contents(model=model, tokenizer=tokenizer, card=card)


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Turn what a disk or missing rights say into one sentence."""
    try:
        yield
    except OSError as error:
        raise ModelError(
            message(
                "The model in {path} cannot be read ({reason}): see that the disk is "
                "there and the folder may be read.",
                path=str(folder),
                reason=error.strerror or str(error),
            )
        ) from error


def _check_fields(folder: Path, card: Mapping[str, object]) -> None:
    """Refuse a card that lacks something, or names an architecture unknown here."""
    for field_name in _FIELDS:
        if not card.get(field_name):
            raise CheckpointMismatch(
                message(
                    "The model in {path} cannot be used: its {file} does not say "
                    "“{field}”.",
                    path=str(folder),
                    file=CARD,
                    field=field_name,
                )
            )
    if card["architecture"] not in ARCHITECTURES:
        raise CheckpointMismatch(
            message(
                "The model in {path} cannot be used: its {file} names the architecture "
                "“{name}”, and this program knows {known}.",
                path=str(folder),
                file=CARD,
                name=str(card["architecture"]),
                known=", ".join(ARCHITECTURES),
            )
        )


def _check_tokenizer(folder: Path, card: Mapping[str, object]) -> None:
    """Refuse a tokenizer that is not the one the model was trained with.

    Its digest is that of its file: what a newer library would write does not matter.
    """
    if digest(folder / TOKENIZER) != card["tokenizer"]:
        raise CheckpointMismatch(
            message(
                "The {file} in {path} is not the one its model was trained with.",
                file=TOKENIZER,
                path=str(folder),
            )
        )


def _check_room(folder: Path, architecture: str, sizes: Sizes) -> None:
    """Refuse sizes that the weights cannot fill, before memory is asked for."""
    try:
        numbers = outline(architecture, sizes).parameter_count
    except RuntimeError as error:  # widths that no layer can have
        raise damaged(folder, CARD) from error
    if numbers * _LEAST_BYTES > (folder / WEIGHTS).stat().st_size:
        raise damaged(folder, WEIGHTS)


def _fill(model: Architecture, folder: Path) -> None:
    """Put the weights into `model`: all of them, no others, each a number."""
    weights = _arrays(folder, WEIGHTS)
    if not all(value.is_floating_point() for value in weights.values()):
        raise damaged(folder, WEIGHTS)
    for name, value in weights.items():
        if not bool(torch.isfinite(value).all()):
            raise CheckpointMismatch(
                message(
                    "The model in {path} cannot be used: “{name}” in its {file} has "
                    "values that are no numbers.",
                    path=str(folder),
                    name=name,
                    file=WEIGHTS,
                )
            )
    try:
        model.load_state_dict({name: v.float() for name, v in weights.items()})
    except RuntimeError as error:
        raise damaged(folder, WEIGHTS) from error


def load_state(folder: Path) -> dict[str, "Tensor"]:
    """Read the training state in `folder`.

    Raises:
        CheckpointMismatch: The checkpoint was saved for use, not for going on.
        ModelError: The disk does not give it.
    """
    with _readable(folder):
        if not (folder / STATE).is_file():
            raise CheckpointMismatch(
                message(
                    "The model in {path} cannot be trained further.", path=str(folder)
                )
            )
        return _arrays(folder, STATE)


def _arrays(folder: Path, name: str) -> dict[str, "Tensor"]:
    """Read a file of named arrays."""
    try:
        return safetensors.torch.load_file(folder / name)
    except safetensors.SafetensorError as error:
        raise damaged(folder, name) from error


def _sizes(folder: Path, card: Mapping[str, object]) -> Sizes:
    """Return the sizes on the card, which must be sane before memory is asked for."""
    found = card.get("sizes")
    sizes = cast("Mapping[str, object]", found) if isinstance(found, dict) else {}
    values = {name: sizes.get(name) for name in _SIZES}
    dropout, layers = sizes.get("dropout", 0.0), sizes.get("layers", 2)
    listed = sizes.get("markers", [])
    markers = [m for m in listed if isinstance(m, int)] if _is_list(listed) else [-1]
    numbers = [v for v in (*values.values(), layers) if isinstance(v, int)]
    sane = len(numbers) == len(_SIZES) + 1 and all(
        0 < number <= _LARGEST_SIZE for number in numbers
    )
    known = all(0 <= marker < numbers[0] for marker in markers) if sane else False
    if not known or not isinstance(dropout, (int, float)) or numbers[-1] > _MOST_LAYERS:
        raise damaged(folder, CARD)
    return Sizes(
        **dict(zip(_SIZES, numbers[:-1], strict=True)),
        layers=numbers[-1],
        dropout=float(dropout),
        tied=sizes.get("tied") is not False,
        markers=tuple(markers),
    )


def _is_list(value: object) -> TypeGuard[list[object]]:
    """Say whether a value of a card is a list."""
    return isinstance(value, list)
