import json
from pathlib import Path

import pytest

from instrstudio.domain.errors import CheckpointMismatch, NotFound
from instrstudio.model import checkpoint


def change_card(folder: Path, **values: object) -> None:
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, **values}))


def test_a_cut_between_the_renames_loses_nothing(saved: Path) -> None:
    saved.rename(saved.with_name(".model.old"))
    assert checkpoint.load(saved).card["name"] == "tiny"


def test_nothing_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no model in"):
        checkpoint.load(tmp_path / "nowhere")


def test_a_changed_byte_is_noticed(saved: Path) -> None:
    content = bytearray((saved / "weights.safetensors").read_bytes())
    content[-1] ^= 1
    (saved / "weights.safetensors").write_bytes(content)
    with pytest.raises(CheckpointMismatch, match="damaged"):
        checkpoint.load(saved)


def test_a_newer_format_is_refused(saved: Path) -> None:
    change_card(saved, format=2)
    with pytest.raises(CheckpointMismatch, match="has format 2; this program reads 1"):
        checkpoint.load(saved)
