"""The wordings are complete: texts for all types, samples that exist, known names."""

import random

import pytest
from starter.documents import VIEWS, compose, read
from starter.grammar import TOKENS, names_in
from starter.samples import sample
from starter.tasks import _SOURCES
from starter.wordings import (
    LANGUAGES,
    Scenario,
    all_scenarios,
    common,
    counterpart,
    scenarios,
)

from instrstudio.domain.task import TASK_TYPES

EVERY = (*all_scenarios(), *all_scenarios(held_out=True))
MAIN = TASK_TYPES[:6]


def _id(scenario: Scenario) -> str:
    return f"{scenario.language}-{scenario.task_type}-{scenario.name}"


@pytest.mark.parametrize("scenario", EVERY, ids=_id)
def test_a_scenario_can_be_asked_for_and_answered(scenario: Scenario) -> None:
    assert len(scenario.asks) >= 4
    assert len(set(scenario.asks)) == len(scenario.asks)
    assert scenario.does
    assert all("{this}" in text for text in scenario.does)
    assert all("{this}" not in text for text in scenario.free)
    for name in {name for ask in scenario.asks for name in names_in(ask)}:
        source = _SOURCES.get(name)
        assert name in ("src", "tgt") or (source and scenario.lists[source]), name


@pytest.mark.parametrize("scenario", EVERY, ids=_id)
def test_an_instruction_uses_only_names_that_stand_for_tokens(
    scenario: Scenario,
) -> None:
    keys = ("roles", "details", "ends", "steps")
    texts = [text for key in keys for text in scenario.lists[key]]
    for text in (*texts, *scenario.does, *scenario.free):
        assert names_in(text) <= {*TOKENS, "this"}, text


@pytest.mark.parametrize("scenario", EVERY, ids=_id)
def test_every_sample_of_a_scenario_can_be_made(scenario: Scenario) -> None:
    for source in scenario.lists["samples"]:
        made = sample(random.Random(1), (source,), scenario.language)
        assert made.output


def test_each_main_type_keeps_one_scenario_from_training() -> None:
    kept = {(s.language, s.task_type) for s in all_scenarios(held_out=True)}
    assert kept == {(language, name) for language in LANGUAGES for name in MAIN}


@pytest.mark.parametrize("held", all_scenarios(held_out=True), ids=_id)
def test_training_never_names_the_input_of_a_kept_scenario(held: Scenario) -> None:
    same = scenarios(held.language, held.task_type)
    others = [s for s in same if not s.held_out]
    known = {name for s in others for name in s.lists["inputs"]}
    assert not known & set(held.lists["inputs"])


def test_both_languages_have_the_same_scenarios() -> None:
    for scenario in EVERY:
        language = "en" if scenario.language == "zh" else "zh"
        other = counterpart(scenario, language)
        assert other.language == language
        assert other.name == scenario.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_common_texts_are_there(language: str) -> None:
    texts = common(language)
    for key in ("wishes", "constraints", "demands", "places", "below"):
        assert len(texts[key]) >= 3


def test_documents_are_aligned_and_leave_no_name_open() -> None:
    for raw in read("documents")["doc"]:
        assert len(raw["zh"]) == len(raw["en"])
    chance = random.Random(3)
    for _ in range(60):
        docs = compose(chance, "any")
        assert len(docs["zh"].sentences) == len(docs["en"].sentences)
        for doc in docs.values():
            for view in VIEWS.values():
                made = view(doc, chance)
                assert not names_in(made.input + doc.summary + doc.title + doc.answer)
