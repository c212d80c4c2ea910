from pathlib import Path

import pytest
import tiny_model

from instrstudio import resources
from instrstudio.domain.errors import (
    CheckpointMismatch,
    InvalidInput,
    NotFound,
    TransferError,
)
from instrstudio.model import card
from instrstudio.services import checkpoints
from instrstudio.services.workspace import Workspace


@pytest.fixture(autouse=True)
def no_starter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no model ship, so that the list holds the project's own alone."""
    monkeypatch.setattr(checkpoints, "shipped", lambda: None)


@pytest.fixture
def mine(empty_workspace: Workspace) -> Workspace:
    """A project with a model of its own, “mine”."""
    tiny_model.write(empty_workspace.project.models / "mine" / "best")
    return empty_workspace


def names(workspace: Workspace) -> list[str]:
    return [checkpoint.name for checkpoint in checkpoints.all_checkpoints(workspace)]


def test_a_project_without_models(empty_workspace: Workspace) -> None:
    assert names(empty_workspace) == []
    assert checkpoints.chosen(empty_workspace) is None


def test_a_model_goes_by_its_name_in_the_project(mine: Workspace) -> None:
    (found,) = checkpoints.all_checkpoints(mine)
    assert (found.name, found.step) == ("mine", 7)
    assert Path(found.folder) == mine.project.models / "mine" / "best"


def test_a_model_is_chosen(mine: Workspace) -> None:
    changes = checkpoints.use(mine, "mine")
    assert changes.models
    assert checkpoints.chosen(mine) == mine.project.models / "mine" / "best"
    with pytest.raises(NotFound, match="no model “other”"):
        checkpoints.use(mine, "other")


def test_a_choice_that_is_gone_falls_back_to_the_shipped_model(
    mine: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    starter = tiny_model.write(tmp_path / "starter")
    monkeypatch.setattr(checkpoints, "shipped", lambda: starter)
    assert names(mine) == ["starter", "mine"]
    checkpoints.use(mine, "mine")
    checkpoints.delete(mine, "mine")
    assert checkpoints.chosen(mine) == starter


def test_a_damaged_model_is_left_out(mine: Workspace) -> None:
    (mine.project.models / "mine" / "best" / "card.json").write_text("{")
    (mine.project.models / "stray").mkdir()
    assert names(mine) == []


def test_out_and_in_again(mine: Workspace, tmp_path: Path) -> None:
    written = checkpoints.export_model(mine, "mine", tmp_path)
    assert written == tmp_path / "mine.zip"
    taken = checkpoints.import_model(mine, written)
    assert taken.name == "mine-2"
    assert sorted(names(mine)) == ["mine", "mine-2"]


def test_a_name_a_run_could_have_is_changed(mine: Workspace, tmp_path: Path) -> None:
    for name in ("run-3", "starter"):
        written = checkpoints.export_model(mine, "mine", tmp_path / f"{name}.zip")
        assert checkpoints.import_model(mine, written).name == f"imported-{name}"


def test_a_foreign_folder_is_refused_and_leaves_nothing(
    mine: Workspace, tmp_path: Path
) -> None:
    tiny_model.write(tmp_path / "x")
    (tmp_path / "x" / "model.pkl").write_bytes(b"")
    with pytest.raises(CheckpointMismatch, match=r"model\.pkl"):
        checkpoints.import_model(mine, tmp_path / "x")
    assert names(mine) == ["mine"]


def test_an_export_that_cannot_be_written(mine: Workspace, tmp_path: Path) -> None:
    with pytest.raises(TransferError, match="cannot be written"):
        checkpoints.export_model(mine, "mine", tmp_path / "no" / "such" / "x.zip")


@pytest.mark.parametrize("name", ["", "a/b", "..", ".x", "a\\b", "starter", "a\nb"])
def test_names_that_cannot_be_folders(empty_workspace: Workspace, name: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be a model's name"):
        checkpoints.folder_of(empty_workspace, name)


def test_the_shipped_model_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(resources, "path", lambda *parts: Path("/", *parts))
    assert checkpoints.shipped() == Path("/models/starter")


def test_nothing_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: str) -> Path:
        raise FileNotFoundError

    monkeypatch.undo()
    monkeypatch.setattr(resources, "path", missing)
    assert checkpoints.shipped() is None


def test_deleting_what_is_not_there(empty_workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        checkpoints.delete(empty_workspace, "none")


def test_a_model_is_located_by_name_or_by_folder(
    mine: Workspace, tmp_path: Path
) -> None:
    best = mine.project.models / "mine" / "best"
    assert checkpoints.located(mine, "mine") == best
    assert checkpoints.located(mine, str(best)) == best
    assert checkpoints.located(mine, str(best.parent)) == best
    with pytest.raises(NotFound, match="There is no model “other”"):
        checkpoints.located(mine, "other")
    with pytest.raises(NotFound, match="no model in"):
        checkpoints.located(mine, str(tmp_path))


def test_a_proof_travels_with_its_model(mine: Workspace, tmp_path: Path) -> None:
    proof = {"en-described": {"template": 30.0, "items": 9.0}}
    card.amend(mine.project.models / "mine" / "best", {"proof": proof})
    written = checkpoints.export_model(mine, "mine", tmp_path)
    assert checkpoints.import_model(mine, written).card["proof"] == proof
