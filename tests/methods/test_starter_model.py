"""The model that ships writes usable instructions for the usual tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from instrstudio import resources
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.language import language_of
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.span import Origin, Piece, covers
from instrstudio.domain.task import Task
from instrstudio.domain.template import Template
from instrstudio.methods.generation import GenerationMethod
from instrstudio.model.card import check_files, read_card

TASKS = [
    ("根据产品特点写一段广告文案，不超过80字", ("广告文案", "80字")),
    ("Write a short story about friendship", ("short story", "friendship")),
    ("将中文句子翻译成英文", ("翻译|译", "英文")),
    ("Translate an English news article into Chinese", ("Chinese", "ranslat")),
    ("根据文章回答问题", ("问题", "答")),
    ("Answer the user's question", ("question", "nswer|espond")),
    ("作为客服回复顾客的投诉", ("客服", "回复")),
    ("Act as a waiter and reply to the customer's message", ("waiter", "message")),
    ("根据需求描述用 Python 编写代码", ("Python", "代码")),
    ("Write a SQL query from the table schema", ("SQL", "schema")),
    ("对一篇新闻文章进行摘要", ("新闻文章", "摘要")),
    ("Summarize a research paper", ("research paper", "ummar")),
]


@dataclass
class Context:
    profile: TaskProfile
    limit: int = 4
    seed: int = 0
    device: str = "cpu"

    def templates(self) -> list[Template]:
        return []

    def render(self, template: Template) -> list[Piece]:
        return []

    def nearest(self, limit: int) -> list[RecordMatch]:
        return []

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return None

    def similar_to(self, text: str) -> RecordMatch | None:
        return None

    def checkpoint(self) -> Path:
        return resources.path("models", "starter")


@pytest.fixture(scope="module")
def method() -> GenerationMethod:
    return GenerationMethod()


@pytest.mark.parametrize(("description", "words"), TASKS)
@pytest.mark.parametrize("seed", [0, 1])
def test_the_shipped_model_writes_for_the_usual_tasks(
    method: GenerationMethod, description: str, words: tuple[str, ...], seed: int
) -> None:
    task = Task(description=description)
    profile = profile_of(task)
    found = list(method.propose(task, Context(profile, seed=seed)))
    assert len(found) >= 2
    for candidate in found:
        assert covers(candidate.text, candidate.spans)
        assert language_of(candidate.text) == profile.language
        slots = [s for s in candidate.spans if s.origin is Origin.SLOT]
        assert len(slots) == int(profile.has_input)
        assert "<" not in candidate.text
    best = found[0].text
    assert all(any(part in best for part in word.split("|")) for word in words), best


def test_the_shipped_card_says_what_it_learned_from() -> None:
    folder = resources.path("models", "starter")
    card = read_card(folder)
    check_files(folder, card)
    assert card["data"]["licences"] == ["Apache-2.0", "MIT"]  # type: ignore[index]
    assert sum(path.stat().st_size for path in folder.iterdir()) < 12_000_000
