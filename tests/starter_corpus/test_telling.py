"""Instructions say only what a request or a sample tells the model."""

import random
import re
from collections import Counter
from itertools import islice

import pytest
from starter import pairs
from starter.grammar import drawn, favoured
from starter.telling import told, usual
from starter.wordings import Scenario, all_scenarios, scenarios
from starter_card import TASKS

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.task import Example, Task

TELLING = [s for s in all_scenarios() if s.tells or s.shown]


def _id(scenario: Scenario) -> str:
    return f"{scenario.language}-{scenario.task_type}-{scenario.name}"


def _scenario(language: str, task_type: str, name: str) -> Scenario:
    return next(s for s in scenarios(language, task_type) if s.name == name)


def _told(scenario: Scenario, description: str, *examples: Example) -> Scenario:
    return told(scenario, profile_of(Task(description=description, examples=examples)))


def test_a_scenario_without_conditions_is_told_anyway() -> None:
    translate = _scenario("en", "translation", "translate")
    assert _told(translate, "Translate the sentence into French.") is translate


def test_words_of_the_request_tell() -> None:
    chat = _scenario("en", "translation", "chat")
    plain = _scenario("en", "translation", "translate")
    assert _told(chat, "Translate the emails into colloquial French.") is chat
    assert _told(chat, "Translate the chat log into French.") is plain


def test_words_the_model_cannot_see_do_not_tell() -> None:
    maths = _scenario("zh", "question_answering", "maths")
    assert _told(maths, "解答数学题。").name == "open"
    assert _told(maths, "列式解答数学题。") is maths


def test_a_sample_tells_of_what_it_shows() -> None:
    maths = _scenario("zh", "question_answering", "solve")
    assert _told(maths, "", Example(input="3 加 4 等于几？", output="7")) is maths
    assert _told(maths, "", Example(output="7")).name == "open"


@pytest.mark.parametrize("scenario", TELLING, ids=_id)
def test_what_suits_any_task_asks_for_nothing_particular(scenario: Scenario) -> None:
    found = usual(scenario)
    assert found.general
    assert not found.tells
    assert not found.shown
    assert (found.language, found.task_type) == (scenario.language, scenario.task_type)


@pytest.mark.parametrize(
    "scenario", [s for s in TELLING if s.tells and not s.shown], ids=_id
)
def test_requests_for_something_particular_mostly_tell(scenario: Scenario) -> None:
    found = [s for s in scenario.asks if any(re.search(t, s) for t in scenario.tells)]
    share = 0.7 if not scenario.general else 0.15
    assert len(found) >= share * len(scenario.asks)


def test_the_tasks_of_the_card_are_never_trained_on() -> None:
    kept = {text.strip("。.").lower() for text in TASKS}
    asked = {
        made.task.description.strip("。. ").lower()
        for made in islice(pairs.made(11), 400)
    }
    assert not asked & kept


def test_earlier_texts_are_drawn_more_often() -> None:
    chance = random.Random(2)
    counts = Counter(favoured(["a", "b", "c"], chance) for _ in range(600))
    assert counts["a"] > counts["b"] > counts["c"] > 50
    ranked = Counter(drawn("(x|y)", chance, ranked=True) for _ in range(300))
    assert ranked["x"] > 1.4 * ranked["y"]


def test_no_word_comes_twice_in_a_row() -> None:
    for made in islice(pairs.made(12), 300):
        assert not re.search(r"(?i)\b([a-z]+) \1\b", made.instruction)
