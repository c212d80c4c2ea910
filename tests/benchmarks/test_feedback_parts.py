"""Simulated people are whole, distances are right, and learning shows."""

import random
from collections.abc import Sequence

import pytest
from benchmarks.feedback_parts import figures, report
from benchmarks.feedback_parts.distance import distance, effort
from benchmarks.feedback_parts.life import Found, Life, dealt, lived, unlearned
from benchmarks.feedback_parts.pools import Pool, pool_of, tasks
from benchmarks.feedback_parts.reading import Case
from benchmarks.feedback_parts.users import CHANGE, KINDS, User

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.task import Task
from instrstudio.services import learning, starter
from instrstudio.services.construct import profile_of
from instrstudio.services.workspace import Workspace

TEXTS = {
    "zh": (
        "请对以下技术文档进行摘要，生成一篇简洁、准确、完整的摘要：\n\n[文档内容]\n\n"
        "要求：用一句话。",
        "你是一名资深编辑，擅长从长文中提炼重点。请通读下面的技术文档，为没有时间读原文的"
        "读者写出摘要：保留核心事实，略去细枝末节。只输出摘要。\n\n技术文档：\n[文档内容]",
        "帮忙总结技术文档；不加评论：\n\n[文档内容]",
    ),
    "en": (
        "Summarize the following report, producing a concise, accurate and complete "
        "summary:\n\n[report]\n\nRequirement: use plain language.",
        "Your role: senior editor. Read the report below and write the summary for "
        "readers who have no time. Keep the central facts, leave out side issues.\n\n"
        "Report:\n[report]",
        "Please give me a summary of the report; without comment:\n\n[report]",
    ),
}
CASES = {
    "zh": Case("摘要", "zh", "摘要", has_input=True, constraints=("用一句话",)),
    "en": Case("sum", "en", "summary", has_input=True),
}
PAIRS = [(CASES[name], text) for name, texts in TEXTS.items() for text in texts]


def plain_distance(given: str, wanted: str) -> int:
    row = list(range(len(wanted) + 1))
    for i, a in enumerate(given, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(wanted, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def test_the_distance_is_levenshteins() -> None:
    chance = random.Random(3)
    for _ in range(200):
        given = "".join(chance.choices("ab请 写", k=chance.randrange(12)))
        wanted = "".join(chance.choices("ab请 写", k=chance.randrange(90)))
        assert distance(given, wanted) == plain_distance(given, wanted)
        assert distance(wanted, given) == distance(given, wanted)


def test_effort_is_a_share_of_the_longer_text() -> None:
    assert effort("", "") == 0.0
    assert effort("abcd", "abcd") == 0.0
    assert effort("abcd", "") == 1.0
    assert effort("abcd", "abed") == 0.25


@pytest.mark.parametrize("kind", KINDS)
def test_people_like_their_own_rewrites(kind: str) -> None:
    for seed in range(4):
        user = User(kind, seed)
        for done in (0, CHANGE):
            mind = user.mind(done)
            for case, text in PAIRS:
                mine = mind.rewritten(text, case)
                assert mind.worth(mine, case) >= mind.worth(text, case) - 0.05
                again = mind.rewritten(mine, case)
                assert mind.worth(again, case) >= mind.worth(mine, case) - 0.05
                assert ("[" in text) == ("[" in mine)  # slots stay


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "random"])
def test_a_taste_tells_texts_apart_and_a_rewrite_satisfies_it(kind: str) -> None:
    for done in (0, CHANGE):
        mind = User(kind, 0).mind(done)
        worths = {round(mind.worth(text, case), 3) for case, text in PAIRS}
        assert len(worths) > 1
        rewritten = [
            mind.worth(mind.rewritten(text, case), case) >= mind.threshold
            for case, text in PAIRS
        ]
        assert sum(rewritten) >= len(PAIRS) - 2


def test_people_are_the_same_each_time_and_differ_by_seed() -> None:
    def acts(seed: int) -> list[object]:
        user = User("official", seed)
        return [
            user.reacts(TEXTS[name], CASES[name], done)
            for done in range(30)
            for name in CASES
        ]

    assert acts(1) == acts(1)
    assert acts(1) != acts(2)


def test_one_changes_mind_and_the_others_do_not() -> None:
    case, text = PAIRS[0]
    for kind in KINDS:
        user = User(kind, 0)
        before = user.mind(CHANGE - 1).worth(text, case)
        changed = before != user.mind(CHANGE).worth(text, case)
        assert changed == (kind == "fickle")


def test_the_random_one_does_anything() -> None:
    user = User("random", 0)
    done = [user.reacts(TEXTS["zh"], CASES["zh"], n) for n in range(200)]
    assert {said.kind for said in done} == {"chose", "edited", "rejected"}
    assert {said.place for said in done} == {0, 1, 2}


def test_what_is_edited_differs_and_what_is_chosen_is_there() -> None:
    for kind in KINDS:
        user = User(kind, 5)
        for n in range(20):
            said = user.reacts(TEXTS["en"], CASES["en"], n)
            there = TEXTS["en"][said.place]
            if said.kind == "edited":
                assert said.after != there
            elif said.kind == "chose":
                assert said.after == there


@pytest.fixture(scope="module")
def pools(starter_workspace: Workspace) -> list[Pool]:
    """Small pools of what needs no model."""
    methods = ("template", "retrieval")
    made = [
        pool_of(
            starter_workspace,
            Task(description=record.task_description, examples=record.examples),
            methods,
        )
        for record in list(starter.records())[::9]
        if record.task_description
    ]
    return [pool for pool in made if len(pool.candidates) > 2]


def test_tasks_differ_and_come_in_both_languages() -> None:
    asked = list(tasks(8))
    assert len(set(asked)) == 8
    languages = [profile_of(task).language for task in asked]
    assert sorted(languages) == ["en"] * 4 + ["zh"] * 4


def test_held_out_tasks_are_never_worked_on(pools: list[Pool]) -> None:
    met, held = dealt(User("brief", 1), pools, 40)
    assert len(met) == 40
    assert not {id(pool) for pool in met} & {id(pool) for pool in held}
    languages = [pool.case.language for pool in met]
    assert languages.count("zh") == 32


MOMENTS = (0, 20)


def lives(pools: Sequence[Pool], *, learns: bool) -> dict[str, list[Life]]:
    """Return the lives of two people, with or without learning."""
    order = learning.personal if learns else unlearned
    return {
        kind: [lived(User(kind, 0), pools, MOMENTS, order)]
        for kind in ("brief", "polite")
    }


def test_learning_is_seen_by_people_with_a_taste(pools: list[Pool]) -> None:
    found = lives(pools, learns=True)
    musts = figures.musts(found, MOMENTS)
    assert all(must.is_met for must in musts), [str(must) for must in musts]
    assert figures.cut(dict(figures.groups(found))[figures.ALL], 20).low > 0


def test_without_learning_the_must_is_missed(pools: list[Pool]) -> None:
    found = lives(pools, learns=False)
    by_sentence = {must.sentence: must.is_met for must in figures.musts(found, MOMENTS)}
    missed = [sentence for sentence, is_met in by_sentence.items() if not is_met]
    assert len(missed) == 1
    assert "first candidate accepted" in missed[0]


def test_an_order_that_is_worse_is_said_so(pools: list[Pool]) -> None:
    cases = {pool.task: pool.case for pool in pools}
    user = User("blunt", 1)

    def worst_first(
        workspace: Workspace, candidates: Sequence[Candidate], task: Task
    ) -> Sequence[Candidate]:
        del workspace
        return sorted(
            candidates, key=lambda one: user.mind(0).worth(one.text, cases[task])
        )

    musts = figures.musts({"blunt": [lived(user, pools, (0, 5), worst_first)]}, (0, 5))
    assert not musts[0].is_met  # the order at 0 is not the constructed one
    assert not musts[-1].is_met
    assert "blunt 5" in musts[-1].figures


def a_life(kind: str, seed: int, accepted: float, effort: float) -> Life:
    """Return a life that learned; without, 0.5 are accepted and 0.4 is to edit."""
    found = [
        Found(0, 0.5, 0.4, 0.4, 0.4, 0.5, 0.4, 0.4, 0.4),
        Found(100, accepted, effort, effort, effort, 0.5, 0.4, 0.4, 0.4),
    ]
    return Life(kind, seed, found, [0.0, 1.0], [0.5, 0.5])


def test_figures_are_those_of_hand() -> None:
    own = [a_life("brief", 0, 0.8, 0.1), a_life("brief", 1, 0.6, 0.3)]
    seeds = [[life] for life in own]
    assert figures.gain(seeds, 100).mean == pytest.approx(0.2)
    less = figures.cut(seeds, 100)
    assert less.mean == pytest.approx(0.5)
    assert [less.low, less.high] == pytest.approx([0.25, 0.75])


def test_a_loss_within_the_interval_is_named() -> None:
    own = [a_life("brief", 0, 0.44, 0.4), a_life("brief", 1, 0.52, 0.4)]
    unhurt, hurt = (figures.musts({"brief": own}, at)[-1] for at in ((0,), (0, 100)))
    assert unhurt.is_met
    assert not hurt.is_met
    assert "brief 100" in hurt.figures


def test_reports_name_people_and_draw_curves() -> None:
    found = {
        "brief": [a_life("brief", 0, 0.8, 0.1)],
        "random": [a_life("random", 0, 0.5, 0.4)],
    }
    assert "brief" in report.acceptance(found, (100,))
    assert "-75%" in report.effort(found, (100,))
    assert "| █|" in report.curves(found)
    assert "no rules" in report.rules(found)
