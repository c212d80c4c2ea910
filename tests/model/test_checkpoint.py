import json
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import safetensors.torch
import torch

from instrstudio.domain.errors import CheckpointMismatch, NotFound, TransferError
from instrstudio.model import checkpoint, exchange
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.card import digest
from instrstudio.model.checkpoint import Contents
from instrstudio.model.tokenizer import Tokenizer


@pytest.fixture
def contents() -> Contents:
    tokenizer = Tokenizer.train(["一些文本。", "some text"] * 2, 300, ("<slot>",))
    sizes = Sizes(vocabulary=tokenizer.size, embedding=4, hidden=5, attention=3)
    model = build("seed", sizes)
    initialise(model, 1)
    card = {"name": "tiny", "architecture": "seed", "step": 7}
    return Contents(model=model, tokenizer=tokenizer, card=card)


@pytest.fixture
def saved(contents: Contents, tmp_path: Path) -> Path:
    checkpoint.save(tmp_path / "model", contents)
    return tmp_path / "model"


def change_card(folder: Path, **values: object) -> None:
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, **values}))


def test_what_is_saved_is_loaded(contents: Contents, saved: Path) -> None:
    loaded = checkpoint.load(saved)
    assert loaded.tokenizer.digest == contents.tokenizer.digest
    assert loaded.card["step"] == 7
    before, after = contents.model.state_dict(), loaded.model.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)


def test_half_weights_load_as_full_ones(contents: Contents, tmp_path: Path) -> None:
    checkpoint.save(tmp_path / "half", contents, half=True)
    model = checkpoint.load(tmp_path / "half").model
    assert model.cell.weight_hh.dtype == torch.float32
    assert torch.allclose(
        model.cell.weight_hh, contents.model.cell.weight_hh, atol=1e-3
    )


def test_saving_again_replaces_the_whole(contents: Contents, saved: Path) -> None:
    state = {"x": torch.zeros(1)}
    checkpoint.save(saved, replace(contents, state=state))
    assert checkpoint.load_state(saved).keys() == {"x"}
    checkpoint.save(saved, contents)
    with pytest.raises(CheckpointMismatch, match="cannot be trained further"):
        checkpoint.load_state(saved)
    assert [p.name for p in saved.parent.iterdir() if p.name != "home"] == ["model"]


def test_a_cut_between_the_renames_loses_nothing(saved: Path) -> None:
    saved.rename(saved.with_name(".model.old"))
    assert checkpoint.load(saved).card["name"] == "tiny"


def test_a_failure_while_writing_leaves_the_former_one(
    contents: Contents, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(contents.tokenizer, "save", full, raising=False)
    with pytest.raises(OSError, match="disk full"):
        checkpoint.save(saved, contents)
    assert checkpoint.load(saved).card["step"] == 7


def test_nothing_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no model in"):
        checkpoint.load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["card.json", "tokenizer.json", "weights.safetensors"])
def test_a_damaged_file_is_one_sentence(saved: Path, name: str) -> None:
    content = (saved / name).read_bytes()
    (saved / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(CheckpointMismatch, match=f"damaged: {name}"):
        checkpoint.load(saved)


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


@pytest.mark.parametrize(
    "sizes",
    [
        {"vocabulary": 9, "embedding": 4, "hidden": 5, "attention": 3},
        {"vocabulary": 10**12, "embedding": 4, "hidden": 5, "attention": 3},
        {"vocabulary": "many"},
        [],
    ],
)
def test_sizes_that_do_not_fit_are_refused(saved: Path, sizes: object) -> None:
    change_card(saved, sizes=sizes)
    with pytest.raises(CheckpointMismatch):
        checkpoint.load(saved)


def test_weights_of_other_shapes_are_refused(saved: Path) -> None:
    path = saved / "weights.safetensors"
    safetensors.torch.save_file({"x": torch.zeros(2)}, path)
    files = json.loads((saved / "card.json").read_text())["files"]
    change_card(saved, files={**files, path.name: digest(path)})
    with pytest.raises(CheckpointMismatch, match="damaged"):
        checkpoint.load(saved)


def test_a_packed_model_is_taken_in(saved: Path, tmp_path: Path) -> None:
    exchange.pack(saved, tmp_path / "model.zip")
    taken = exchange.take_in(tmp_path / "model.zip", tmp_path / "models" / "new")
    assert taken.name == "tiny"
    assert checkpoint.load(Path(taken.folder)).card["step"] == 7


def test_a_folder_is_taken_in(saved: Path, tmp_path: Path) -> None:
    exchange.take_in(saved, tmp_path / "models" / "new")
    assert checkpoint.load(tmp_path / "models" / "new").card["step"] == 7


class Trap:
    """Executes on unpickling."""

    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a pickle was loaded",))


@pytest.mark.parametrize("name", ["model.pt", "../evil.json", "sub/card.json"])
def test_anything_else_in_an_archive_is_refused(
    saved: Path, tmp_path: Path, name: str
) -> None:
    exchange.pack(saved, tmp_path / "model.zip")
    with zipfile.ZipFile(tmp_path / "model.zip", "a") as archive:
        archive.writestr(name, pickle.dumps(Trap()))
    with pytest.raises(CheckpointMismatch, match="does not belong"):
        exchange.take_in(tmp_path / "model.zip", tmp_path / "models" / "new")
    assert not (tmp_path / "models" / "new").exists()
    assert not (tmp_path / "evil.json").exists()


def test_a_pickle_in_place_of_the_weights_is_never_run(
    saved: Path, tmp_path: Path
) -> None:
    path = saved / "weights.safetensors"
    path.write_bytes(pickle.dumps(Trap()))
    files = json.loads((saved / "card.json").read_text())["files"]
    change_card(saved, files={**files, path.name: digest(path)})
    with pytest.raises(CheckpointMismatch, match="damaged"):
        exchange.take_in(saved, tmp_path / "new")


def test_something_else_in_a_folder_is_refused(saved: Path, tmp_path: Path) -> None:
    (saved / "hook.py").write_text("raise SystemExit")
    with pytest.raises(CheckpointMismatch, match=r"hook\.py"):
        exchange.take_in(saved, tmp_path / "new")
    (saved / "hook.py").unlink()
    (saved / "state.safetensors").symlink_to("/etc/hostname")
    with pytest.raises(CheckpointMismatch, match="state"):
        exchange.take_in(saved, tmp_path / "new")


def test_a_missing_file_is_named(saved: Path, tmp_path: Path) -> None:
    (saved / "tokenizer.json").unlink()
    with pytest.raises(CheckpointMismatch, match=r"tokenizer\.json is missing"):
        exchange.take_in(saved, tmp_path / "new")


def test_no_archive_at_all(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no zip")
    with pytest.raises(TransferError, match="cannot be read"):
        exchange.take_in(tmp_path / "x.zip", tmp_path / "new")
    with pytest.raises(NotFound):
        exchange.take_in(tmp_path / "y.zip", tmp_path / "new")


def test_an_archive_larger_than_a_model_is_refused(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_LARGEST_BYTES", 100)
    with pytest.raises(CheckpointMismatch, match="too large"):
        exchange.take_in(saved, tmp_path / "new")
