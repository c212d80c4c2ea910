"""The corpus of the starter model: distinct, faithful, well formed, kept apart."""

import random
import re
from collections import Counter
from itertools import islice

import pytest
from starter import pairs, shipped
from starter.instructions import TELLING, instruction, sayable
from starter.pairs import Made
from starter.wordings import all_scenarios

from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.language import language_of
from instrstudio.domain.task import TASK_TYPES, Example, Task

COUNT = 500
TOKEN = re.compile(r"<[a-z_]+>")


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return list(islice(pairs.made(5), COUNT))


@pytest.fixture(scope="module")
def held() -> list[Made]:
    return list(islice(pairs.made(5, held_out=True), COUNT))


@pytest.fixture(scope="module")
def unseen() -> list[Made]:
    return list(islice(pairs.made(5, unseen=True), 200))


def test_pairs_are_a_function_of_the_seed() -> None:
    assert pairs.synthetic_pairs(40, 7) == pairs.synthetic_pairs(40, 7)
    assert pairs.synthetic_pairs(40, 7) != pairs.synthetic_pairs(40, 8)


def test_pairs_are_distinct() -> None:
    found = pairs.synthetic_pairs(200, 1)
    assert len(set(found)) == len(found) == 200
    assert len({pair.target for pair in found}) > 180


def test_all_types_and_languages_are_there(made: list[Made]) -> None:
    kinds = Counter((m.profile.language, m.profile.task_type) for m in made)
    assert set(kinds) == {(lang, name) for lang in ("zh", "en") for name in TASK_TYPES}


def test_the_main_types_come_more_often(made: list[Made]) -> None:
    kinds = Counter(m.profile.task_type for m in made)
    main = [kinds[name] for name in TASK_TYPES[:6]]
    assert min(main) > max(kinds[name] for name in TASK_TYPES[6:]) * 0.9


def test_a_target_holds_only_tokens_that_have_words(
    made: list[Made], held: list[Made], unseen: list[Made]
) -> None:
    for m in (*made, *held, *unseen):
        used = set(TOKEN.findall(m.target))
        assert used <= set(delexical.available(m.profile)), m.target


def test_every_telling_token_is_said(made: list[Made], held: list[Made]) -> None:
    telling = {*TELLING, "<role>", "<constraints>"}
    for m in (*made, *held):
        known = sayable(m.profile) & telling
        assert known <= set(TOKEN.findall(m.target)), m.target


def test_there_is_one_place_for_an_input_and_none_without(made: list[Made]) -> None:
    for m in made:
        assert m.target.count("<slot>") == int(m.profile.has_input), m.target


def test_an_input_that_was_asked_for_is_never_lost(made: list[Made]) -> None:
    for m in made:
        if m.task.examples and m.task.examples[0].input:
            assert m.profile.has_input


def test_punctuation_is_not_doubled_and_nothing_is_left_open(
    made: list[Made], held: list[Made], unseen: list[Made]
) -> None:
    doubled = re.compile(r"[。，：；、！？]{2}|\.\.(?!\.)|[,:;]{2}|  |[.:;]\.|[。.]，")
    for m in (*made, *held, *unseen):
        assert not doubled.search(m.target), m.target
        assert not re.search(r"[{}]|\([^()]*\|", m.target), m.target
        assert not re.search(r"[{}|]", m.task.description), m.task.description
        assert m.target == m.target.strip()


def test_an_instruction_is_in_the_language_it_should_be(made: list[Made]) -> None:
    for m in made:
        bare = TOKEN.sub("", m.target)
        assert language_of(bare) == m.profile.language, m.target


def test_filled_instructions_hold_no_token(made: list[Made]) -> None:
    for m in made:
        assert not TOKEN.search(m.instruction.replace("<", " <")), m.instruction


def test_held_out_requests_are_never_asked_in_training(
    made: list[Made], held: list[Made]
) -> None:
    known = {m.task.description for m in made if m.task.description}
    kept = {m.task.description for m in held}
    assert "" not in kept
    assert not known & kept


def test_scenarios_kept_from_training_come_only_when_asked_for(
    made: list[Made], held: list[Made], unseen: list[Made]
) -> None:
    assert not any(m.scenario.held_out for m in (*made, *held))
    assert all(m.scenario.held_out for m in unseen)
    found = pairs.scenario_pairs(60, 2)
    assert len(set(found)) == 60


def test_tasks_come_with_instructions_in_real_words() -> None:
    found = list(pairs.tasks(30, 4))
    assert len(found) == 30
    assert all(profile_of(task).task_type and text for task, text in found)
    assert found == list(pairs.tasks(30, 4))
    assert found != list(pairs.tasks(30, 4, held_out=True))
    assert found != list(pairs.tasks(30, 4, unseen=True))


def test_descriptions_and_samples_vary(made: list[Made]) -> None:
    tasks = [m.task for m in made]
    assert 40 < sum(not t.description for t in tasks) < COUNT / 3
    assert sum(len(t.examples) == 2 for t in tasks) > 15
    assert sum(bool(t.examples) and not t.examples[0].input for t in tasks) > 15
    assert sum(bool(t.examples) and not t.examples[0].output for t in tasks) > 10
    assert sum(bool(t.constraints) for t in tasks) > 50
    crossed = [
        t
        for t in tasks
        if t.description and t.examples and t.examples[0].input and not t.language
        if language_of(t.description) != language_of(t.examples[0].input)
    ]
    assert len(crossed) > 5


def test_layouts_vary(made: list[Made]) -> None:
    targets = [m.target for m in made]
    assert sum(t.startswith("## ") for t in targets) > 5
    assert sum("\n1. " in t for t in targets) > 20
    assert sum("\n- " in t for t in targets) > 10
    assert sum(t.endswith(("：\n\n<slot>", ":\n\n<slot>")) for t in targets) > 30
    assert sum("<slot>\n\n" in t for t in targets) > 10
    lengths = sorted(map(len, targets))
    assert lengths[COUNT // 10] * 3 < lengths[-COUNT // 10]


def test_the_worked_example_lies_within_the_corpus() -> None:
    """Summaries of news articles are asked for as the worked example does."""
    scenario = next(
        s for s in all_scenarios() if (s.language, s.name) == ("zh", "summary")
    )
    assert "新闻文章" in scenario.lists["inputs"]
    profile = profile_of(
        Task(
            description="对一篇新闻文章进行摘要。",
            examples=(Example(input="昨日，新线路开通。" * 12, output="新线路开通。"),),
        )
    )
    found = {instruction(random.Random(i), scenario, profile) for i in range(600)}
    assert len(found) > 400
    wanted = re.compile(
        "请对[^<]+<input_form>进行摘要，(?:生成|写出|形成)一篇.{2}、准确、完整的<output_form>"
        "：\n\n<slot>"
    )
    assert any(wanted.fullmatch(text) for text in found)


def test_library_pairs_are_short_and_have_their_place() -> None:
    found = list(shipped.library_pairs())
    assert len(found) > 50
    assert all(pair.target.count("<slot>") == 1 for pair in found)


def test_a_shipped_template_says_everything_or_is_not_used(made: list[Made]) -> None:
    texts = [
        (m, shipped.template_text(random.Random(i), m.profile))
        for i, m in enumerate(made[:120])
    ]
    used = [(m, text) for m, text in texts if text]
    assert used
    for m, text in used:
        assert set(TOKEN.findall(text)) <= set(delexical.available(m.profile))
