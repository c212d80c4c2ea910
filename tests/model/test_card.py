import json
from pathlib import Path

import pytest

from instrstudio.domain.errors import CheckpointMismatch, ModelError, NotFound
from instrstudio.model import card, checkpoint


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


def test_a_card_is_amended_and_the_model_stays_whole(saved: Path) -> None:
    before = card.read_card(saved)
    card.amend(saved, {"proof": {"en-described": {"items": 8.0}}})
    card.amend(saved, {"remark": "新闻"})
    proof = {"en-described": {"items": 8.0}}
    assert card.read_card(saved) == {**before, "proof": proof, "remark": "新闻"}
    checkpoint.load(saved)
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_card_that_cannot_be_written_stays_as_it_was(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = card.read_card(saved)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ModelError, match=r"cannot be written \(No space left"):
        card.amend(saved, {"proof": {}})
    assert card.read_card(saved) == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]
