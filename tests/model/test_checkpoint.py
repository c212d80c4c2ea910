import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest
import safetensors
import safetensors.torch
import torch

from instrstudio.domain.errors import CheckpointMismatch
from instrstudio.domain.run import ARCHITECTURES
from instrstudio.model import checkpoint
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.card import digest
from instrstudio.model.checkpoint import Contents


def change_card(folder: Path, **values: object) -> None:
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, **values}))


def test_what_is_saved_is_loaded(contents: Contents, saved: Path) -> None:
    loaded = checkpoint.load(saved)
    assert loaded.tokenizer.digest == contents.tokenizer.digest
    assert loaded.card["tokenizer"] == digest(saved / "tokenizer.json")
    assert loaded.card["step"] == 7
    before, after = contents.model.state_dict(), loaded.model.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_architecture_comes_back_with_its_sizes(
    name: str, contents: Contents, tmp_path: Path
) -> None:
    sizes = Sizes(
        vocabulary=contents.tokenizer.size,
        embedding=4,
        hidden=5,
        attention=3,
        layers=1,
        dropout=0.25,
        tied=False,
        markers=(3, 7),
    )
    model = build(name, sizes)
    initialise(model, 1)
    card = {"name": name, "architecture": name}
    checkpoint.save(tmp_path / name, replace(contents, model=model, card=card))
    loaded = checkpoint.load(tmp_path / name).model
    assert type(loaded) is type(model)
    assert loaded.sizes == sizes
    before, after = model.state_dict(), loaded.state_dict()
    assert all(torch.equal(before[key], after[key]) for key in before)


def test_half_weights_load_as_full_ones(contents: Contents, tmp_path: Path) -> None:
    checkpoint.save(tmp_path / "half", contents, half=True)
    model = checkpoint.load(tmp_path / "half").model
    after = model.state_dict()
    for name, before in contents.model.state_dict().items():
        assert after[name].dtype == torch.float32
        assert torch.allclose(after[name], before, atol=1e-3)


def test_saving_again_replaces_the_whole(contents: Contents, saved: Path) -> None:
    state = {"x": torch.zeros(1)}
    checkpoint.save(saved, replace(contents, state=state))
    assert checkpoint.load_state(saved).keys() == {"x"}
    checkpoint.save(saved, contents)
    with pytest.raises(CheckpointMismatch, match="cannot be trained further"):
        checkpoint.load_state(saved)
    assert [p.name for p in saved.parent.iterdir() if p.name != "home"] == ["model"]


def test_a_failure_while_writing_leaves_the_former_one(
    contents: Contents, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(contents.tokenizer, "save", full, raising=False)
    with pytest.raises(OSError, match="disk full"):
        checkpoint.save(saved, contents)
    assert checkpoint.load(saved).card["step"] == 7


def test_a_failure_between_the_renames_leaves_the_former_one(
    contents: Contents, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == ".model.new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    newer = replace(contents, card={**contents.card, "step": 8})
    with monkeypatch.context() as disk:
        disk.setattr(Path, "rename", refused)
        for _ in range(2):  # also a second time
            with pytest.raises(PermissionError):
                checkpoint.save(saved, newer)
    assert [p.name for p in saved.parent.iterdir() if p.name != "home"] == ["model"]
    assert checkpoint.load(saved).card["step"] == 7
    checkpoint.save(saved, newer)
    assert checkpoint.load(saved).card["step"] == 8


def test_arrays_that_cannot_be_written_are_an_os_error(
    contents: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise safetensors.SafetensorError(
            "Error while serializing: I/O error: No space left on device (os error 28)"
        )

    monkeypatch.setattr(safetensors.torch, "save_file", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        checkpoint.save(tmp_path / "model", contents)
    assert caught.value.errno == errno.ENOSPC
    assert caught.value.strerror == "No space left on device"

    def strange(*_: object) -> None:
        raise safetensors.SafetensorError("something else")

    monkeypatch.setattr(safetensors.torch, "save_file", strange)
    with pytest.raises(OSError, match="something else"):
        checkpoint.save(tmp_path / "model", contents)


@pytest.mark.parametrize("name", ["card.json", "tokenizer.json", "weights.safetensors"])
def test_a_damaged_file_is_one_sentence(saved: Path, name: str) -> None:
    content = (saved / name).read_bytes()
    (saved / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(CheckpointMismatch, match=f"damaged: {name}"):
        checkpoint.load(saved)


@pytest.mark.parametrize(
    "sizes",
    [
        {"vocabulary": 9, "embedding": 4, "hidden": 5, "attention": 3},
        {"vocabulary": 10**12, "embedding": 4, "hidden": 5, "attention": 3},
        {"vocabulary": "many"},
        {"vocabulary": 10, "embedding": 4, "hidden": 5, "attention": 3, "layers": 99},
        {
            "vocabulary": 10,
            "embedding": 4,
            "hidden": 5,
            "attention": 3,
            "markers": [10],
        },
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
