"""Preferences: pairs from what people did, exports, and a run that learns them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
import tiny_model
from tiny_run import after

from instrstudio.domain.candidate import Candidate, Construction, Provenance
from instrstudio.domain.errors import InvalidInput, NotFound, TransferError
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.preference import (
    ADJACENT,
    BEST_WORST,
    CHOICES,
    EDITS,
    MARGIN,
    VOTES,
    Preferred,
)
from instrstudio.domain.rating_queue import RatingItem, RatingQueue
from instrstudio.domain.record import Record
from instrstudio.domain.run import (
    Notice,
    Run,
    RunState,
    Saved,
    Step,
    TrainConfig,
    TrainingEvent,
    Validated,
)
from instrstudio.domain.span import Origin, Span
from instrstudio.domain.task import Task
from instrstudio.formats.frame.choices import LABEL
from instrstudio.model import card
from instrstudio.services import (
    checkpoints,
    feedback,
    file_formats,
    preferring,
    preferring_data,
    preferring_proof,
    proving,
    rating,
    training,
    training_ranks,
)
from instrstudio.services.preferring import Wish, collect
from instrstudio.services.preferring_proof import Comparison, Gain
from instrstudio.services.workspace import Workspace
from instrstudio.storage.votes import Vote

if TYPE_CHECKING:
    from instrstudio.model.board import Board


def candidate(text: str, records: tuple[int, ...] = ()) -> Candidate:
    spans = (Span(start=0, end=len(text), origin=Origin.GENERATED),)
    made = Provenance(records=records)
    return Candidate(method="x", text=text, spans=spans, provenance=made)


def shown(workspace: Workspace, task: Task, *texts: str) -> int:
    """Log a list of candidates; return its number."""
    candidates = tuple(map(candidate, texts))
    return workspace.store.constructions.insert(
        task, Construction(candidates=candidates)
    )


def told(pairs: list[Preferred]) -> list[tuple[str, str]]:
    return [(pair.chosen, pair.rejected) for pair in pairs]


def by(*rules: str, **more: Any) -> Wish:
    return Wish(rules=rules, **more)


TASK = Task(description="Summarize the report.", language="en")


def test_a_choice_is_preferred_to_what_stood_above_it_and_to_what_was_rejected(
    empty_workspace: Workspace,
) -> None:
    number = shown(empty_workspace, TASK, "a", "b", "c", "d", "e")
    feedback.rejected(empty_workspace, number, 4, "d")
    feedback.rejected(empty_workspace, number, 5, "e")
    feedback.rejected(empty_workspace, number, 5, "e", taken_back=True)
    feedback.chose(empty_workspace, number, 3, "c")
    found = collect(empty_workspace, by(CHOICES))
    assert told(found) == [("c", "a"), ("c", "b"), ("c", "d")]
    assert found[0].task == TASK


def test_the_list_counts_as_it_was_shown(empty_workspace: Workspace) -> None:
    number = shown(empty_workspace, TASK, "a", "b", "c")
    order = [candidate(text) for text in ("c", "b", "a")]
    feedback.chose(empty_workspace, number, 2, "b", shown=order)
    assert told(collect(empty_workspace, by(CHOICES))) == [("b", "c")]


def test_events_of_older_versions_are_read(empty_workspace: Workspace) -> None:
    number = shown(empty_workspace, TASK, "a", "b")
    log = empty_workspace.store.events
    log.append("save", "another", construction=number, candidate_rank=2)
    log.append("choice", "another")
    log.append("edit", "another", construction=number, payload={"before": "a"})
    found = collect(empty_workspace, Wish(everybody=True))
    assert told(found) == [("b", "a")]


def test_the_last_edit_is_preferred_to_what_it_was_made_from(
    empty_workspace: Workspace,
) -> None:
    number = shown(empty_workspace, TASK, "a", "b")
    feedback.edited(empty_workspace, number, 1, "a", "a, briefly")
    feedback.edited(empty_workspace, number, 1, "a", "a, in short")
    assert told(collect(empty_workspace, by(EDITS))) == [("a, in short", "a")]


def test_a_later_opposite_choice_counts(empty_workspace: Workspace) -> None:
    for texts in (("a", "b"), ("b", "a")):
        number = shown(empty_workspace, TASK, *texts)
        feedback.chose(empty_workspace, number, 2, texts[1])
    assert told(collect(empty_workspace, by(CHOICES))) == [("a", "b")]


def test_other_profiles_count_where_asked(empty_workspace: Workspace) -> None:
    number = shown(empty_workspace, TASK, "a", "b")
    feedback.chose(empty_workspace, number, 2, "b", profile="somebody else")
    assert not collect(empty_workspace, by(CHOICES))
    assert len(collect(empty_workspace, by(CHOICES, everybody=True))) == 1


def rated(workspace: Workspace, **stars: int) -> None:
    """Store records for one task and give them stars."""
    for text, given in stars.items():
        record = Record(
            instruction=text, task_description=TASK.description, licence="MIT"
        )
        (number,) = workspace.store.records.insert([record], label="new").ids
        run(rating.rate(workspace, [number or 0], given))


@pytest.mark.parametrize(
    ("wish", "pairs"),
    [
        (by(BEST_WORST), {("best", "worst")}),
        (by(ADJACENT), {("best", "middle"), ("middle", "worst")}),
        (by(MARGIN, margin=3), {("best", "worst")}),
        (by(MARGIN, margin=2), {("best", "worst"), ("best", "middle")}),
    ],
)
def test_stars_of_records_for_one_task_make_pairs(
    wish: Wish, pairs: set[tuple[str, str]], empty_workspace: Workspace
) -> None:
    rated(empty_workspace, best=5, middle=3, worst=2)
    found = collect(empty_workspace, wish)
    assert set(told(found)) == pairs
    assert {pair.licence for pair in found} == {"MIT"}


def test_stars_in_a_list_make_pairs_with_those_of_records(
    empty_workspace: Workspace,
) -> None:
    rated(empty_workspace, record=4)
    number = shown(empty_workspace, Task(description=TASK.description), "listed")
    feedback.rated(empty_workspace, number, 1, 1, "listed")
    feedback.rated(empty_workspace, number, 1, 2, "listed")
    assert told(collect(empty_workspace, by(MARGIN, margin=2))) == [
        ("record", "listed")
    ]
    assert not collect(empty_workspace, by(MARGIN, margin=2.5))


def test_votes_make_pairs(empty_workspace: Workspace) -> None:
    store = empty_workspace.store
    items = [
        RatingItem(task=TASK, text=text, system=text, content_hash=text)
        for text in ("a", "b", "c")
    ]
    store.rating_queues.add(RatingQueue(name="q", kind="pairwise"), items)
    for first, second, verdict in (
        ("a", "b", "second"),
        ("a", "c", "tie"),
        ("b", "c", "first"),
    ):
        store.votes.put(
            Vote(
                first=first,
                second=second,
                profile=empty_workspace.settings.profile,
                criterion="overall",
                verdict=verdict,
                on_left=first,
            )
        )
    assert set(told(collect(empty_workspace, by(VOTES)))) == {("b", "a"), ("b", "c")}


def test_an_unknown_rule_and_no_margin_are_refused(empty_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="best-worst"):
        collect(empty_workspace, by("loudest"))
    with pytest.raises(InvalidInput):
        collect(empty_workspace, by(MARGIN, margin=0))


def test_the_licence_of_a_candidate_is_that_of_its_records(
    empty_workspace: Workspace,
) -> None:
    record = Record(instruction="Sum up.", licence="CC-BY-4.0")
    (number,) = empty_workspace.store.records.insert([record], label="new").ids
    made = (candidate("a"), candidate("b", (number or 0,)))
    listed = empty_workspace.store.constructions.insert(
        TASK, Construction(candidates=made)
    )
    feedback.chose(empty_workspace, listed, 2, "b")
    assert collect(empty_workspace)[0].licence == "CC-BY-4.0"


def curt(workspace: Workspace, tasks: int = 12) -> None:
    """Let a person take the second of each list, and edit it."""
    for n in range(tasks):
        task = Task(description=f"Summarize report {n}.", language="en")
        polite = f"Could you kindly write a good summary number {n} of it?"
        number = shown(workspace, task, polite, f"Sum up {n}.")
        feedback.chose(workspace, number, 2, f"Sum up {n}.")
        feedback.edited(workspace, number, 2, f"Sum up {n}.", f"Sum up {n} shortly.")


def test_pairs_are_counted(empty_workspace: Workspace) -> None:
    curt(empty_workspace)
    found = preferring.count(empty_workspace)
    assert (found.pairs, found.tasks, found.enough) == (24, 12, True)
    assert found.by_rule[CHOICES] == found.by_rule[EDITS] == 12
    assert found.by_rule[VOTES] == 0
    assert 2 * 2 <= found.held_out <= 20


@pytest.mark.parametrize("format_", preferring.CHOICE_FORMATS)
def test_exported_pairs_are_read_again(
    format_: str, empty_workspace: Workspace, tmp_path: Path
) -> None:
    curt(empty_workspace, 3)
    target = tmp_path / f"pairs.{'jsonl' if 'trl' in format_ else 'json'}"
    if format_ == "openai-dpo":
        target = tmp_path / "pairs.jsonl"
    assert run(preferring.export(empty_workspace, target, format_, by(CHOICES))) == 3
    reader = file_formats.format_to_read(target, format_)
    items = [item for row in reader.read(target) for item in row.items]
    read = [item for item in items if isinstance(item, Record)]
    assert [item.examples[0].output for item in read] == [
        f"Sum up {n}." for n in range(3)
    ]
    assert all("kindly" in str(item.extra["rejected"]) for item in read)
    assert "Task: Summarize report 0." in read[0].instruction


@pytest.mark.parametrize("format_", preferring.JUDGED_FORMATS)
def test_exported_judgements_are_read_again(
    format_: str, empty_workspace: Workspace, tmp_path: Path
) -> None:
    curt(empty_workspace, 2)
    target = tmp_path / "judged.jsonl"
    written = run(preferring.export(empty_workspace, target, format_))
    reader = file_formats.format_to_read(target, format_)
    items = [item for row in reader.read(target) for item in row.items]
    assert len(items) == written == 4
    judged = {
        item.examples[0].output: item.extra[LABEL]
        for item in items
        if isinstance(item, Record)
    }
    # what was taken and then edited was preferred once, and once not
    assert judged == {
        "Sum up 0 shortly.": True,
        "Sum up 1 shortly.": True,
        "Could you kindly write a good summary number 0 of it?": False,
        "Could you kindly write a good summary number 1 of it?": False,
    }


def test_a_chinese_task_is_asked_for_in_chinese() -> None:
    asked = preferring.prompt_of(Task(description="写摘要"), "请写摘要。")
    assert asked == "为下面的任务写一条指令。\n\n任务：写摘要"


def test_nothing_to_export_and_other_formats_are_said(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(TransferError, match="no preference"):
        run(preferring.export(empty_workspace, tmp_path / "x.jsonl"))
    with pytest.raises(TransferError, match="trl-kto"):
        run(preferring.export(empty_workspace, tmp_path / "x.jsonl", "alpaca"))
    assert not list(tmp_path.glob("x*"))


def test_tasks_are_parted_whole_and_stay_where_they_are(
    empty_workspace: Workspace,
) -> None:
    curt(empty_workspace, 30)
    pairs = collect(empty_workspace)
    learned, held_out = preferring_data.parted(pairs)
    groups = {pair.group for pair in held_out}
    assert len(groups) >= 2
    assert not groups & {pair.group for pair in learned}
    _, fewer = preferring_data.parted(pairs[:40])
    assert {p.group for p in fewer} - groups <= {p.group for p in pairs[:40]}
    assert len(learned) + len(held_out) == len(pairs)


def test_too_few_pairs_or_tasks_are_said(empty_workspace: Workspace) -> None:
    curt(empty_workspace, 9)
    with pytest.raises(InvalidInput, match="18 pairs of 9 tasks"):
        preferring.pairs_file(empty_workspace)


def test_a_file_of_pairs_is_read_as_it_was_kept(empty_workspace: Workspace) -> None:
    curt(empty_workspace)
    pairs = collect(empty_workspace)
    path = preferring_data.keep(empty_workspace, pairs)
    assert preferring_data.read(path) == pairs
    assert preferring_data.keep(empty_workspace, pairs) == path
    assert preferring_data.keep(empty_workspace, pairs[:-1]) != path


@pytest.mark.parametrize(
    "line", ["[]", "{", '{"task": {}, "chosen": "x"}', '{"task": 1}']
)
def test_a_line_that_is_no_pair_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(InvalidInput, match="Line 2"):
        preferring_data.read(path)
    with pytest.raises(NotFound):
        preferring_data.read(tmp_path / "gone")


# --- a run ---------------------------------------------------------------------------


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a tiny model ship."""
    folder = tiny_model.write(tmp_path / "starter")
    monkeypatch.setattr(checkpoints, "shipped", lambda: folder)
    return folder


@pytest.fixture
def nothing_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the comparison of methods, which every run has."""

    def prove(*_args: object) -> Iterator[None]:
        yield from ()
        return {}  # type: ignore[return-value]

    monkeypatch.setattr(proving, "prove", prove)


@pytest.fixture
def config(base: Path, nothing_proven: None) -> TrainConfig:
    """Eight steps, looked at after each four."""
    return replace(
        preferring.configured(base, device="cpu", steps=8),
        validate_every_steps=4,
        save_every_steps=4,
        max_target_tokens=20,
        learning_rate=1e-2,
    )


@pytest.fixture
def judged(empty_workspace: Workspace) -> Workspace:
    """A project with two dozen pairs."""
    curt(empty_workspace)
    return empty_workspace


def gains(accuracy: float, chrf: float) -> Comparison:
    """A comparison in which both have changed so much."""
    gained = [
        Gain(before=0.5, after=0.5 + by, low=by - 0.1, high=by + 0.1)
        for by in (accuracy, chrf)
    ]
    return Comparison(tasks=3, pairs=6, accuracy=gained[0], chrf=gained[1])


@pytest.mark.parametrize(
    ("accuracy", "chrf", "is_worse"),
    [
        (0.1, 0.0, False),
        (0.1, -0.05, False),
        (0.1, -0.5, True),
        (-0.01, 0.5, True),
        (0.0, -0.01, True),
        (0.0, 0.0, False),
    ],
)
def test_what_is_worse(accuracy: float, chrf: float, is_worse: bool) -> None:
    assert gains(accuracy, chrf).is_worse is is_worse


def trained(
    workspace: Workspace, config: TrainConfig, name: str = "mine"
) -> tuple[Run, list[TrainingEvent]]:
    events: list[TrainingEvent] = []
    job = preferring.train(workspace, None, config, name=name)
    return run(job, events.append), events


def notices(events: list[TrainingEvent]) -> str:
    return "\n".join(str(e.message) for e in events if isinstance(e, Notice))


def test_a_run_learns_is_compared_and_used(
    judged: Workspace, config: TrainConfig, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare(*_args: object) -> Iterator[None]:
        yield from ()
        return gains(0.2, 0.1)  # type: ignore[return-value]

    monkeypatch.setattr(preferring_proof, "compare", compare)
    ended, events = trained(judged, config)
    assert ended.state is RunState.DONE
    assert ended.config.beta == preferring.BETA
    assert sum(isinstance(e, Step) for e in events) == 8
    seen = [e for e in events if isinstance(e, Validated)]
    assert [e.step for e in seen] == [4, 8]
    assert all(e.accuracy is not None for e in seen)
    assert any(isinstance(e, Saved) and e.is_best for e in events)
    assert checkpoints.chosen(judged) == judged.project.models / "mine" / "best"
    assert "“mine” is in use now" in notices(events)
    kept = checkpoints.get(judged, "mine").card[preferring_proof.PREFERENCES]
    assert isinstance(kept, dict)
    assert kept["base"] == base.name
    assert kept["beta"] == preferring.BETA
    assert kept["pairs"] + kept["held_out_pairs"] == 24
    assert kept["comparison"]["is_worse"] is False
    assert training.curve(judged, ended.id or 0)[0][-1][0] == 8


def test_a_worse_model_is_not_used(
    judged: Workspace, config: TrainConfig, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare(*_args: object) -> Iterator[None]:
        yield from ()
        return gains(-0.2, 0.1)  # type: ignore[return-value]

    monkeypatch.setattr(preferring_proof, "compare", compare)
    _, events = trained(judged, config)
    assert checkpoints.chosen(judged) == base
    assert "“mine” is worse than “starter”, which stays in use" in notices(events)


def test_a_model_that_unlearned_the_preference_is_found_worse(
    judged: Workspace,
    config: TrainConfig,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(preferring_proof, "_wrote", lambda *_args: 7.0)
    pairs = collect(judged)
    contrary = [
        replace(pair, chosen=pair.rejected, rejected=pair.chosen) for pair in pairs
    ]
    strong = replace(config, learning_rate=0.05, steps=20, patience=100, beta=1.0)
    right, wrong = (preferring_data.keep(judged, found) for found in (pairs, contrary))
    for name, data in (("right", right), ("wrong", wrong)):
        run(training.train(judged, strong, data=data, name=name))
    good, bad = (judged.project.models / n / "best" for n in ("right", "wrong"))
    _, held_out = preferring_data.parted(pairs)
    found = run(preferring_proof.compare(judged, held_out, good, bad, "cpu"))
    assert found.accuracy.before > found.accuracy.after
    assert found.is_worse
    back = run(preferring_proof.compare(judged, held_out, bad, good, "cpu"))
    assert back.accuracy.change == pytest.approx(-found.accuracy.change)


def test_another_model_in_use_stays(
    judged: Workspace, config: TrainConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Comparison, "is_worse", False)
    tiny_model.write(judged.project.models / "other" / "best")
    checkpoints.use(judged, "other")
    _, events = trained(judged, config)
    assert checkpoints.chosen(judged) == judged.project.models / "other" / "best"
    assert "another model is in use" in notices(events)


def test_a_paused_run_goes_on_with_its_own_pairs(
    judged: Workspace,
    config: TrainConfig,
    base: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(preferring_proof, "_wrote", lambda *_args: 7.0)
    whole, _ = trained(judged, config, "whole")
    events: list[TrainingEvent] = []
    job = preferring.train(judged, None, config, name="parts")
    paused = run(job, events.append, lambda: after(5)(events))
    assert paused.state is RunState.PAUSED
    assert checkpoints.chosen(judged) in {base, judged.project.models / "whole/best"}
    number = shown(judged, TASK, "later", "on")
    feedback.chose(judged, number, 2, "on")
    ended = run(training.train(judged, config, resume="parts"))
    assert ended.state is RunState.DONE
    assert ended.records == whole.records
    one, other = (
        card.read_card(judged.project.models / name / "last")["files"]
        for name in ("whole", "parts")
    )
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    assert one["weights.safetensors"] == other["weights.safetensors"]


def test_a_moved_project_finds_its_pairs(judged: Workspace, tmp_path: Path) -> None:
    path = preferring_data.keep(judged, collect(judged))
    gone = tmp_path / "elsewhere" / "preferences" / path.name
    assert preferring_data.located(judged, gone) == path
    assert preferring_data.located(judged, path) == path


def test_stopped_in_the_comparison_nothing_changes(
    judged: Workspace, config: TrainConfig, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare(*_args: object) -> Iterator[None]:
        yield from ()
        raise Cancelled

    monkeypatch.setattr(preferring_proof, "compare", compare)
    ended, _ = trained(judged, config)
    assert ended.state is RunState.DONE
    assert checkpoints.chosen(judged) == base
    assert preferring_proof.PREFERENCES not in checkpoints.get(judged, "mine").card


def test_preferences_need_a_file_and_a_beta(
    judged: Workspace, config: TrainConfig, base: Path
) -> None:
    with pytest.raises(InvalidInput, match="file of pairs"):
        run(training.train(judged, config))
    with pytest.raises(InvalidInput, match="beta above 0"):
        preferring.configured(base, beta=0)


def test_edited_texts_are_targets(judged: Workspace, config: TrainConfig) -> None:
    path = preferring.targets_file(judged)
    assert path.read_text().count("shortly.") == 12
    with pytest.raises(InvalidInput, match="12 instructions"):
        run(preferring.train_on_edits(judged, replace(config, beta=0.0)))
    for n in range(12, 24):
        task = Task(description=f"Summarize report {n}.", language="en")
        number = shown(judged, task, f"Sum {n}.")
        feedback.edited(judged, number, 1, f"Sum {n}.", f"Sum up {n} shortly.")
    short = replace(config, beta=0.0, steps=4)
    ended = run(preferring.train_on_edits(judged, short, name="edits"))
    assert ended.state is RunState.DONE
    data = checkpoints.get(judged, "edits").card["data"]
    assert isinstance(data, dict)
    assert data["file"] == str(preferring.targets_file(judged).resolve())


def test_several_processes_do_not_learn_preferences_together(
    judged: Workspace, config: TrainConfig
) -> None:
    board = cast("Board", object())
    with pytest.raises(InvalidInput, match="one process"):
        run(training_ranks.train(judged, config, board=board))
    paused = judged.store.runs.insert(Run(name="mine", config=config))
    plain = replace(config, beta=0.0)
    with pytest.raises(InvalidInput, match="one process"):
        run(training_ranks.train(judged, plain, board=board, resume=paused.id))
