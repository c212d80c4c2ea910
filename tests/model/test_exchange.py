import json
import pickle
import zipfile
from pathlib import Path

import pytest

from instrstudio.domain.errors import CheckpointMismatch, NotFound, TransferError
from instrstudio.model import checkpoint, exchange
from instrstudio.model.card import digest


def change_card(folder: Path, **values: object) -> None:
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, **values}))


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
