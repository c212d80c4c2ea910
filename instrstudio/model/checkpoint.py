"""A checkpoint on disk: saved whole or not at all, loaded without executing anything.

What lies in its folder is told in `card`.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard, cast

import safetensors
import safetensors.torch

from instrstudio.domain.errors import CheckpointMismatch
from instrstudio.domain.run import Checkpoint
from instrstudio.domain.wording import message
from instrstudio.model.architecture import Architecture, Sizes
from instrstudio.model.architectures import build
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
)
from instrstudio.model.tokenizer import Tokenizer

if TYPE_CHECKING:
    from torch import Tensor

_SIZES = ("vocabulary", "embedding", "hidden", "attention")
_LARGEST_SIZE = 1_000_000
_MOST_LAYERS = 48


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything a checkpoint holds; `card` without what is derived on saving."""

    model: Architecture
    tokenizer: Tokenizer
    card: Mapping[str, object]
    state: Mapping[str, "Tensor"] = field(default_factory=dict)


def save(folder: Path, contents: Contents, *, half: bool = False) -> Checkpoint:
    """Write `contents` to `folder`, whole or not at all.

    The files are written beside it and synced; then the folders change names.
    `half` stores the weights with 16 bits.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = beside(folder, "new"), beside(folder, "old")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    card = _write(fresh, contents, half)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return described(folder, card)


def _write(folder: Path, contents: Contents, half: bool) -> dict[str, object]:
    """Write the files of a checkpoint into an empty folder and return the card."""
    weights = {
        name: (value.half() if half else value).detach().cpu().contiguous()
        for name, value in contents.model.state_dict().items()
    }
    safetensors.torch.save_file(weights, folder / WEIGHTS)
    contents.tokenizer.save(folder / TOKENIZER)
    if contents.state:
        safetensors.torch.save_file(dict(contents.state), folder / STATE)
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


def load(folder: Path) -> Contents:
    """Read the checkpoint in `folder`: the model on the CPU, without training state.

    Raises:
        NotFound: There is no checkpoint.
        CheckpointMismatch: It is damaged or does not fit this program.
    """
    card = read_card(folder)
    check_files(folder, card)
    tokenizer = Tokenizer.load(folder / TOKENIZER)
    model = build(str(card.get("architecture")), _sizes(folder, card))
    if tokenizer.size != model.sizes.vocabulary:
        raise CheckpointMismatch(
            message(
                "The tokenizer in {path} has {found} tokens, the model {known}.",
                path=str(folder),
                found=tokenizer.size,
                known=model.sizes.vocabulary,
            )
        )
    weights = _arrays(folder, WEIGHTS)
    try:
        model.load_state_dict({name: v.float() for name, v in weights.items()})
    except RuntimeError as error:
        raise damaged(folder, WEIGHTS) from error
    return Contents(model=model, tokenizer=tokenizer, card=card)


def load_state(folder: Path) -> dict[str, "Tensor"]:
    """Read the training state in `folder`.

    Raises:
        CheckpointMismatch: The checkpoint was saved for use, not for going on.
    """
    if not (folder / STATE).is_file():
        raise CheckpointMismatch(
            message("The model in {path} cannot be trained further.", path=str(folder))
        )
    return _arrays(folder, STATE)


def _arrays(folder: Path, name: str) -> dict[str, "Tensor"]:
    """Read a file of named arrays."""
    try:
        return safetensors.torch.load_file(folder / name)
    except (OSError, safetensors.SafetensorError) as error:
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
