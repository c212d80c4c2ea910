"""What is measured of a candidate but plays no part in ranking; variety; luck."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import pytest
from sacrebleu.metrics.bleu import BLEU

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.candidate import Candidate
from instrstudio.domain.evaluation import Difference, quartiles
from instrstudio.domain.language import units
from instrstudio.domain.ports import CandidateCheck, CandidateMeasure
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Example, Task
from instrstudio.metrics.answer_leakage import PLUGIN as ANSWER_LEAKAGE
from instrstudio.metrics.distinct_1 import PLUGIN as DISTINCT_1
from instrstudio.metrics.distinct_2 import PLUGIN as DISTINCT_2
from instrstudio.metrics.input_leakage import PLUGIN as INPUT_LEAKAGE
from instrstudio.metrics.likelihood import PLUGIN as LIKELIHOOD
from instrstudio.metrics.measuring.demands import demands
from instrstudio.metrics.measuring.imperatives import acts, opens_well
from instrstudio.metrics.measuring.significance import (
    bootstrap_test,
    compared,
    randomisation_test,
)
from instrstudio.metrics.opening_grammar import PLUGIN as OPENING_GRAMMAR
from instrstudio.metrics.self_bleu import PLUGIN as SELF_BLEU
from instrstudio.metrics.specification import PLUGIN as SPECIFICATION
from instrstudio.metrics.verifiable import PLUGIN as VERIFIABLE
from instrstudio.services import plugins
from instrstudio.services.construct import context_of
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.workspace import Workspace

NEWS = Task(
    description="Summarize the news article.",
    examples=(
        Example(
            input="The new bridge in the east of the city opened this morning.",
            output="A bridge was opened to traffic in the east.",
        ),
    ),
)


@dataclass(frozen=True)
class Knows:
    """A context that knows what was read off the task."""

    profile: TaskProfile


def measured(
    measure: CandidateMeasure, text: str, task: Task = NEWS
) -> dict[str, float]:
    candidate = Candidate(method="x", text=text, spans=())
    context = Knows(profile_of(task))
    return dict(measure.measure(candidate, task, context))  # type: ignore[arg-type]


def test_ranking_knows_none_of_the_measures() -> None:
    names = {measure.name for measure in plugins.measures()}
    assert {"likelihood", "specification", "verifiable"} <= names
    assert not names & {check.name for check in plugins.checks()}
    assert not any(isinstance(m, CandidateCheck) for m in plugins.measures())


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Summarize the following news article in one sentence.", ""),
        ("Summarize the following news article.", "constraint"),
        ("Summarize in one sentence.", "input_form"),
        ("The following article in one sentence, a summary.", "action"),
        ("Proceed: [news article]", "action output_form constraint"),
        ("请用一句话概括以下新闻文章。", ""),
        ("请概括以下新闻文章，写一个摘要。", "constraint"),
        ("以下新闻文章，一句摘要词", "-"),
    ],
)
def test_what_an_instruction_leaves_open_is_named(text: str, missing: str) -> None:
    task = Task(
        description="对新闻文章进行摘要。", examples=NEWS.examples, language="zh"
    )
    found = measured(SPECIFICATION, text, task if not text.isascii() else NEWS)
    parts = {name.split(".")[1] for name, v in found.items() if "." in name and not v}
    if missing != "-":
        assert parts == set(missing.split())
        assert found["specification"] == pytest.approx(1 - len(parts) / 5)
    assert set(found) == {
        "specification",
        *(
            f"specification.{part}"
            for part in ("action", "object", "input_form", "output_form", "constraint")
        ),
    }


def test_a_task_without_input_needs_no_form_of_it() -> None:
    task = Task(description="Write a poem about the sea.")
    assert "specification.input_form" not in measured(SPECIFICATION, "Write.", task)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Write exactly 50 words.", "length"),
        ("Answer in two to three sentences, in French.", "length language"),
        ("Give me five bullet points as JSON.", "items format"),
        ("Use the word “sea” twice.", "keywords"),
        ("Write it in lowercase and end with a question.", "case edges"),
        ("Choose one of the following.", "choice"),
        ("不超过一百字。", "length"),
        ("列出三个要点，翻译成英文。", "items language"),
        ("以“你好”开头，输出表格。", "edges format"),
        ("回答必须包含“海”字样。", "keywords"),
        ("选择以下选项之一。", "choice"),
        ("Be polite and clear.", ""),
        ("语气正式。", ""),
    ],
)
def test_demands_that_a_program_can_check(text: str, kinds: str) -> None:
    found = demands(text)
    assert found
    assert set().union(*(demand.kinds for demand in found)) == set(kinds.split())
    parts = measured(VERIFIABLE, text)
    assert {n.split(".")[1] for n, v in parts.items() if "." in n and v} == set(
        kinds.split()
    )


def test_the_share_of_demands_that_can_be_checked() -> None:
    text = "Summarize it. Be polite. Write at most 50 words."
    assert measured(VERIFIABLE, text)["verifiable"] == 0.5
    assert "verifiable" not in measured(VERIFIABLE, "Summarize it.")
    assert demands("写一个故事。") == ()


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("Summarize it.", True),
        ("Please briefly explain it.", True),
        ("You are a teacher. Explain it.", True),
        ("Given a text, find the names.", True),
        ("What is the capital of France?", True),
        ("Given a text.", False),
        ("The weather was fine.", False),
        ("请概括下文。", True),
        ("概括下文。", True),
        ("根据下文回答问题。", True),
        ("首都是什么？", True),
        ("天气很好。", False),
    ],
)
def test_the_opening_of_an_instruction(text: str, well: bool) -> None:
    assert opens_well(text) is well
    assert measured(OPENING_GRAMMAR, text) == {"opening_grammar": float(well)}
    if well:
        assert acts(text)


def test_quoted_answers_and_inputs_are_measured_apart() -> None:
    sample = NEWS.examples[0]
    assert measured(ANSWER_LEAKAGE, f"Write: {sample.output}") == {"answer_leakage": 1}
    assert measured(INPUT_LEAKAGE, f"Write: {sample.output}") == {"input_leakage": 0}
    half = "Summarize: the new bridge in the east of the city"
    assert measured(INPUT_LEAKAGE, half)["input_leakage"] == pytest.approx(9 / 12)
    assert measured(ANSWER_LEAKAGE, half) == {"answer_leakage": 0}
    nothing = Task(description="Write a poem.")
    assert measured(ANSWER_LEAKAGE, "x", nothing) == {}
    assert measured(INPUT_LEAKAGE, "x", nothing) == {}
    labels = Task(
        description="Classify the review as very positive or very negative indeed.",
        examples=(Example(input="x", output="very negative indeed"),),
        fill=True,
    )
    assert measured(INPUT_LEAKAGE, "x", labels) == {}


def test_likelihood_is_asked_of_the_context_only() -> None:
    class Tells(Knows):
        def likelihoods(self, texts: Sequence[str]) -> Sequence[float] | None:
            return [-float(len(text)) for text in texts]

    class HasNoModel(Knows):
        def likelihoods(self, _texts: Sequence[str]) -> Sequence[float] | None:
            return None

    candidate = Candidate(method="x", text="abc", spans=())
    for kind, wanted in ((Tells, {"likelihood": -3.0}), (HasNoModel, {}), (Knows, {})):
        context = kind(profile_of(NEWS))
        found = LIKELIHOOD.measure(candidate, NEWS, context)  # type: ignore[arg-type]
        assert found == wanted


def test_the_shipped_model_finds_a_fitting_text_likelier(
    empty_workspace: Workspace,
) -> None:
    context = context_of(empty_workspace, profile_of(NEWS))
    if context.checkpoint() is None:
        pytest.skip("no model ships")
    found = context.likelihoods(["Summarize the news article.", "Zebra of qq jx."])
    assert found is not None
    assert 0 > found[0] > found[1]
    assert context.likelihoods([]) == ()


def test_without_a_model_nothing_is_likely(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkspaceContext, "checkpoint", lambda _self: None)
    context = context_of(empty_workspace, profile_of(NEWS))
    assert context.likelihoods(["x"]) is None


def test_self_bleu_is_the_mean_of_sacrebleu_against_all_others() -> None:
    draw = random.Random(3)
    words = ["写", "摘", "要", "新", "闻", "a", "b", "c", "d", "the"]
    texts = [" ".join(draw.choices(words, k=draw.randint(1, 12))) for _ in range(25)]
    texts += [texts[0], ""]
    scorer = BLEU(tokenize="none", effective_order=True, force=True)
    cut = [" ".join(units(text)) for text in texts]
    wanted = [
        scorer.sentence_score(text, cut[:i] + cut[i + 1 :]).score
        for i, text in enumerate(cut)
    ]
    assert SELF_BLEU.variety(texts) == pytest.approx(sum(wanted) / len(wanted))
    assert SELF_BLEU.variety(["写一个摘要"] * 3) == pytest.approx(100)
    assert SELF_BLEU.variety(["写一个摘要"]) == SELF_BLEU.variety([]) == 0


def test_distinct_words_of_a_set() -> None:
    assert DISTINCT_1.variety(["写摘要", "写信"]) == pytest.approx(4 / 5)
    assert DISTINCT_2.variety(["a b", "a b", "b a"]) == pytest.approx(2 / 3)


def test_randomisation_is_near_the_exact_test() -> None:
    draw = random.Random(1)
    for shift in (0.0, 0.4, 1.0):
        items = [draw.gauss(shift, 1) for _ in range(11)]
        seen = abs(sum(items))
        exact = [
            abs(sum(s * x for s, x in zip(signs, items, strict=True))) >= seen - 1e-9
            for signs in product((-1, 1), repeat=len(items))
        ]
        p = randomisation_test(items)
        assert p == pytest.approx(sum(exact) / len(exact), abs=0.03)
        assert bootstrap_test(items) == pytest.approx(p, abs=0.12)


def test_equal_systems_do_not_differ_and_unequal_ones_do() -> None:
    a = [i % 7 / 7 for i in range(60)]
    same = compared(a, a)
    assert (same.p_bootstrap, same.p_randomised) == (1.0, 1.0)
    better = compared([x + 0.1 + x / 9 for x in a], a)
    assert better.difference.low > 0.1
    assert better.p_bootstrap < 0.001
    assert better.p_randomised < 0.001
    worse = compared(a, [x + 0.1 + x / 9 for x in a])
    assert worse.difference.mean == pytest.approx(-better.difference.mean)
    assert worse.p_randomised == better.p_randomised
    assert compared(a, a[::-1]) == compared(a, a[::-1])
    for first in ([1.0], []):
        with pytest.raises(ValueError):  # noqa: PT011 - of zip and of numbers
            compared(first, [])


def test_chance_is_called_significant_as_often_as_the_level_says() -> None:
    draw = random.Random(7)
    trials = [[draw.gauss(0, 1) for _ in range(40)] for _ in range(200)]
    for test in (randomisation_test, bootstrap_test):
        hits = sum(test(items) < 0.05 for items in trials)
        assert 2 <= hits <= 22


def test_stars_follow_the_more_careful_test() -> None:
    def stars(a: float, b: float) -> str:
        return Difference(
            mean=1, low=0, high=2, p_bootstrap=a, p_randomised=b, count=9
        ).stars

    assert stars(0.0005, 0.0005) == "***"
    assert stars(0.0005, 0.009) == stars(0.009, 0.0005) == "**"
    assert stars(0.0005, 0.04) == "*"
    assert stars(0.0005, 0.06) == ""


def test_quartiles_by_hand() -> None:
    assert quartiles([4, 1, 3, 2, 5]) == (2, 3, 4)
    assert quartiles([0, 1]) == (0.25, 0.5, 0.75)
    assert quartiles([7]) == (7, 7, 7)
    with pytest.raises(ValueError, match="nothing"):
        quartiles([])
