"""How far candidates are trusted, as a project has seen of the chosen model."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import tiny_model

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.span import Origin, Span
from instrstudio.domain.task import Example, Task
from instrstudio.model import card
from instrstudio.services import checkpoints
from instrstudio.services.construct import ConstructOptions, context_of, profile_of
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.proving import PROOF
from instrstudio.services.remembering import remember
from instrstudio.services.standing import standings, weighed
from instrstudio.services.workspace import Workspace

ENGLISH = Task(description="Summarize a news article.")
CHINESE = Task(description="对新闻文章进行摘要。")
SHOWN = Task(examples=(Example(input="Rain fell.", output="Rain."),))


def worth(
    first: float, *, fit: float = 0.0, agreement: float = 0.0
) -> dict[str, object]:
    """The JSON form of a worth; each sign is usually 0.5 and spreads by 0.1."""
    sign = {"usual": 0.5, "spread": 0.1}
    return {
        "first": first,
        "mean": first,
        "fit": {**sign, "gain": fit},
        "agreement": {**sign, "gain": agreement},
    }


def seen(items: object = 8, **firsts: float) -> dict[str, object]:
    """What is proven for a kind of task, where only the methods count."""
    return {
        "items": items,
        "methods": {name: worth(first) for name, first in firsts.items()},
    }


MEANS = seen(generation=40.0, retrieval=20.0, template=0.0)


@dataclass
class Proven:
    """A workspace that has seen something of a model."""

    workspace: Workspace
    folder: Path

    def context(self, task: Task = ENGLISH) -> WorkspaceContext:
        options = ConstructOptions(checkpoint=self.folder)
        return context_of(self.workspace, profile_of(task), options)

    def says(
        self, proof: Mapping[str, object], task: Task = ENGLISH
    ) -> dict[str, float]:
        """Return the standings for a task when `proof` was seen."""
        remember(self.workspace, self.folder, PROOF, proof)
        return self.read(task)

    def read(self, task: Task = ENGLISH) -> dict[str, float]:
        """Return the standings for a task as it is."""
        return dict(standings(self.context(task)))


@pytest.fixture
def proven(empty_workspace: Workspace, tmp_path: Path) -> Proven:
    return Proven(empty_workspace, tiny_model.write(tmp_path / "model"))


def test_the_best_has_1_and_the_others_in_proportion(proven: Proven) -> None:
    found = proven.says({"en-described": MEANS})
    assert found == {"generation": 1.0, "retrieval": 0.25, "template": 0.0}


def test_a_proof_is_for_its_own_kind_of_task(proven: Proven) -> None:
    proof = {"en-described": MEANS, "zh-described": seen(20, template=9.0)}
    assert proven.says(proof)["template"] == 0.0
    assert proven.says(proof, CHINESE) == {"template": 1.0}
    assert proven.says(proof, SHOWN) == {}
    assert proven.says({"en-shown": MEANS}, SHOWN)["generation"] == 1.0


@pytest.mark.parametrize("items", [7, "many", None, float("nan"), float("inf")])
def test_too_few_items_prove_nothing(proven: Proven, items: object) -> None:
    assert proven.says({"en-described": {**MEANS, "items": items}}) == {}


@pytest.mark.parametrize(
    "proof",
    [
        {},
        {"en-described": 5},
        {"en-described": {"items": 9}},
        {"en-described": {"items": 9, "methods": "good"}},
        {"en-described": seen(9)},
        {"en-described": seen(9, generation=0.0)},
        {"en-described": {"items": 9, "methods": {"generation": 40.0}}},
    ],
)
def test_a_damaged_or_empty_proof_changes_nothing(
    proven: Proven, proof: Mapping[str, object]
) -> None:
    assert proven.says(proof) == {}


@pytest.mark.parametrize(
    "damage",
    [
        {"first": "x"},
        {"mean": None},
        {"first": float("nan")},
        {"fit": 3},
        {"agreement": {"usual": 0.5, "spread": 0.1}},
        {"agreement": {"usual": 0.5, "spread": 0.0, "gain": 1.0}},
        {"fit": {"usual": True, "spread": 0.1, "gain": 1.0}},
    ],
)
def test_a_worth_that_is_none_is_left_out(
    proven: Proven, damage: dict[str, object]
) -> None:
    methods = {"generation": worth(30.0), "x": {**worth(9.0), **damage}}
    found = proven.says({"en-described": {"items": 9, "methods": methods}})
    assert found == {"generation": 1.0}


def test_what_a_card_says_proves_nothing(proven: Proven) -> None:
    card.amend(proven.folder, {PROOF: {"en-described": MEANS}})
    assert proven.read() == {}


def test_the_card_of_the_model_that_ships_is_believed(
    proven: Proven, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.amend(proven.folder, {PROOF: {"en-described": MEANS}})
    monkeypatch.setattr(checkpoints, "shipped", lambda: proven.folder)
    assert proven.read()["retrieval"] == 0.25
    (proven.folder / "card.json").write_text("{", encoding="utf-8")
    assert proven.read() == {}


def test_without_a_model_nothing_is_proven(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "shipped", lambda: None)
    assert standings(context_of(empty_workspace, profile_of(ENGLISH))) == {}


def offered(method: str, text: str, fit: float = 0.5) -> Candidate:
    """A candidate that passes its one check."""
    return Candidate(
        method=method,
        text=text,
        spans=(Span(start=0, end=len(text), origin=Origin.EDITED),),
        fit=fit,
        scores=(Score(name="x", value=1.0),),
        score=0.825,
    )


ALIKE = [
    offered("template", "Name every river in Asia."),
    offered("retrieval", "Write a short summary of the news."),
    offered("generation", "Write a summary of the news."),
]


def test_candidates_that_agree_rise_above_one_that_stands_alone(
    proven: Proven,
) -> None:
    methods = {
        name: worth(30.0, agreement=5.0)
        for name in ("template", "retrieval", "generation")
    }
    proven.says({"en-described": {"items": 9, "methods": methods}})
    found = weighed(ALIKE, proven.context())
    template, retrieval, generation = (candidate.score for candidate in found)
    assert template < min(retrieval, generation)
    assert max(retrieval, generation) == 0.825


def test_a_sure_candidate_rises_where_being_sure_has_paid(proven: Proven) -> None:
    methods = {"generation": worth(30.0, fit=10.0)}
    proven.says({"en-described": {"items": 9, "methods": methods}})
    unsure, sure = (offered("generation", "Do it.", fit) for fit in (0.4, 0.6))
    found = weighed([unsure, sure], proven.context())
    assert found[1].score == pytest.approx(0.65 + 0.35 * 0.6)
    assert found[0].score == pytest.approx((20 / 40) ** 2 * (0.65 + 0.35 * 0.4))


def test_far_from_what_was_seen_a_sign_tells_no_more(proven: Proven) -> None:
    methods = {"generation": worth(50.0, fit=10.0)}
    proven.says({"en-described": {"items": 9, "methods": methods}})
    far = [offered("generation", text, 0.9) for text in "ab"]
    near = [offered("generation", text, 0.4) for text in "cd"]
    found = weighed([*far, *near], proven.context())
    share = found[2].score / (0.65 + 0.35 * 0.4)
    assert share == pytest.approx((40 / 80) ** 2, abs=1e-3)


def test_where_nothing_is_proven_scores_stay(proven: Proven) -> None:
    assert weighed(ALIKE, proven.context()) == ALIKE
    assert weighed([], proven.context()) == []
    proven.says({"en-described": seen(9, retrieval=20.0)})
    found = weighed(ALIKE, proven.context())
    assert [found[0], found[2]] == [ALIKE[0], ALIKE[2]]
    proven.says({"en-described": seen(9, retrieval=0.0)})
    assert weighed(ALIKE, proven.context()) == ALIKE
