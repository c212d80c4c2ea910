"""How far a method is trusted, as the card of the chosen model proves."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from instrstudio.domain.task import Example, Task
from instrstudio.model.card import FORMAT
from instrstudio.services.construct import ConstructOptions, context_of, profile_of
from instrstudio.services.standing import standings
from instrstudio.services.workspace import Workspace

ENGLISH = Task(description="Summarize a news article.")
CHINESE = Task(description="对新闻文章进行摘要。")
SHOWN = Task(examples=(Example(input="Rain fell.", output="Rain."),))
MEANS = {"generation": 40.0, "retrieval": 20.0, "template": 0.0, "items": 8.0}


@dataclass
class Proven:
    """A workspace, and a folder with a card that says what is wanted."""

    workspace: Workspace
    folder: Path
    card: dict[str, object] = field(default_factory=lambda: {"format": FORMAT})

    def says(self, proof: object, task: Task = ENGLISH) -> dict[str, float]:
        """Return the standings for a task when the card holds `proof`."""
        text = json.dumps({**self.card, "proof": proof})
        self.folder.mkdir(exist_ok=True)
        (self.folder / "card.json").write_text(text, encoding="utf-8")
        return self.read(task)

    def read(self, task: Task = ENGLISH) -> dict[str, float]:
        """Return the standings for a task with the card as it is."""
        options = ConstructOptions(checkpoint=self.folder)
        return dict(standings(context_of(self.workspace, profile_of(task), options)))


@pytest.fixture
def proven(empty_workspace: Workspace, tmp_path: Path) -> Proven:
    return Proven(empty_workspace, tmp_path / "model")


def test_the_best_has_1_and_the_others_in_proportion(proven: Proven) -> None:
    found = proven.says({"en-described": MEANS})
    assert found == {"generation": 1.0, "retrieval": 0.25, "template": 0.0}


def test_a_proof_is_for_its_own_kind_of_task(proven: Proven) -> None:
    proof = {"en-described": MEANS, "zh-described": {"template": 9.0, "items": 20.0}}
    assert proven.says(proof)["template"] == 0.0
    assert proven.says(proof, CHINESE) == {"template": 1.0}
    assert proven.says(proof, SHOWN) == {}
    assert proven.says({"en-shown": MEANS}, SHOWN)["generation"] == 1.0


def test_too_few_items_prove_nothing(proven: Proven) -> None:
    assert proven.says({"en-described": {**MEANS, "items": 7.0}}) == {}
    without = {name: value for name, value in MEANS.items() if name != "items"}
    assert proven.says({"en-described": without}) == {}


@pytest.mark.parametrize(
    "proof",
    [
        None,
        "good",
        [],
        {},
        {"en-described": 5},
        {"en-described": {**MEANS, "items": "many"}},
        {"en-described": {**MEANS, "items": None}},
        {"en-described": {**MEANS, "items": float("nan")}},
        {"en-described": {"generation": 0.0, "items": 9.0}},
        {"en-described": {"items": 9.0}},
    ],
)
def test_a_damaged_or_empty_proof_changes_nothing(
    proven: Proven, proof: object
) -> None:
    assert proven.says(proof) == {}


def test_what_is_no_number_is_left_out(proven: Proven) -> None:
    proof = {"en-described": {**MEANS, "a": "x", "b": float("nan"), "c": None}}
    assert set(proven.says(proof)) == {"generation", "retrieval", "template"}
    low = proven.says({"en-described": {**MEANS, "d": -5.0}})
    assert low["d"] == 0.0


def test_a_card_that_cannot_be_read_changes_nothing(proven: Proven) -> None:
    assert proven.read() == {}
    proven.says({"en-described": MEANS})
    (proven.folder / "card.json").write_text("{", encoding="utf-8")
    assert proven.read() == {}
    proven.card["format"] = FORMAT + 1
    assert proven.says({"en-described": MEANS}) == {}


def test_without_a_model_nothing_is_proven(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from instrstudio.services import checkpoints

    monkeypatch.setattr(checkpoints, "shipped", lambda: None)
    assert standings(context_of(empty_workspace, profile_of(ENGLISH))) == {}
