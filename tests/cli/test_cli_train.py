"""``train`` and ``models`` at the command line."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import tiny_model

from instrstudio.domain import run as trainings
from instrstudio.domain.job import Job
from instrstudio.domain.run import ARCHITECTURES, Notice, TrainConfig, TrainingEvent
from instrstudio.domain.wording import message
from instrstudio.services import checkpoints, training, training_ranks
from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    rows = [
        {
            "task_description": f"Summarise article {n}.",
            "input": f"Article {n} says that {n} birds flew.",
            "output": f"{n} birds flew.",
            "instruction": f"Summarise the article about {n} birds.",
        }
        for n in range(40)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a tiny model ship."""
    folder = tiny_model.write(tmp_path / "starter")
    monkeypatch.setattr(checkpoints, "shipped", lambda: folder)
    return folder


@pytest.mark.slow
def test_train_list_use_export_import(
    run: Run, project: Path, data: Path, starter: Path, tmp_path: Path
) -> None:
    given = ("train", "--data", data, "--device", "cpu", "--name", "mine")
    ended = run(*given, "--steps", 4, "--json")
    assert ended.status == 0, ended.err
    trained = ended.json
    assert (trained["name"], trained["state"], trained["step"]) == ("mine", "done", 4)
    assert "parameters" in ended.err
    assert "Step 4: held-out loss" in ended.err
    assert ", ROUGE-L " in ended.err
    assert 0 <= trained["rouge_l"] <= 100
    assert trained["config"]["initial"] == str(starter)
    assert trained["config"]["hidden_size"] == 5

    names = [model["name"] for model in run("models", "list", "--json").json["models"]]
    assert "mine" in names
    assert run("models", "use", "mine").status == 0
    models = run("models", "list", "--json").json["models"]
    assert [model["name"] for model in models if model["chosen"]] == ["mine"]
    assert "mine" in run("models", "list").out

    out = tmp_path / "mine.zip"
    assert run("models", "export", "mine", out).status == 0
    other = ("--project", tmp_path / "other")
    assert run("new", tmp_path / "other", "--empty").status == 0
    assert "Imported" in run("models", "import", out, *other).out
    there = run("models", "list", "--json", *other).json["models"]
    assert any(model["name"].startswith("mine") for model in there)
    generated = run(
        "construct", "--description", "Summarise it.", "--method", "generation",
        "--model", "mine", "--device", "cpu", "--json",
    )  # fmt: skip
    assert set(generated.json) == {"task", "candidates", "failures"}
    # four steps teach nothing: that is said, and it is an error
    assert generated.status == (0 if generated.json["candidates"] else 1)
    assert generated.json["candidates"] or "mine" in generated.err


@pytest.mark.parametrize(
    "argv",
    [
        ["train", "--data", "no-such-file.jsonl"],
        ["train", "--resume", "no-such-run"],
        ["train", "--from", "no-such-model"],
        ["models", "use", "no-such-model"],
        ["models", "export", "no-such-model", "x.zip"],
        ["models", "import", "no-such-file.zip"],
    ],
)
def test_what_can_be_mended_is_1(run: Run, project: Path, argv: list[str]) -> None:
    ended = run(*argv)
    assert ended.status == 1
    assert ended.err.startswith("Error: ")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--steps", 3, "--minutes", 1], "Give either --steps or --minutes."),
        (["--model", "copy", "--from", "mine"], "Give either --model or --from."),
        (["--resume", 1, "--model", "copy"], "A run goes on with its own model"),
        (["--resume", 1, "--from", "mine"], "A run goes on with its own model"),
        (["--model", "oracle"], "'oracle' is not one of 'prototypes', 'copy',"),
        (["--preset", "endless"], "'endless' is not one of 'tiny', 'small',"),
        (["--steps", 0], "0 is not in the range x>=1"),
        (["--minutes", 0], "0.0 is not in the range x>0"),
    ],
)
def test_what_does_not_go_together_is_2(
    run: Run, project: Path, argv: list[object], said: str
) -> None:
    ended = run("train", *argv)
    assert ended.status == 2
    assert said in ended.err
    assert not ended.out


@dataclass
class Asked:
    """What the command asked the service for."""

    config: TrainConfig = field(default_factory=TrainConfig)
    given: dict[str, object] = field(default_factory=dict)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Let no model be trained; see what would be."""
    told = Asked()

    def train(
        _workspace: Workspace, config: TrainConfig, **given: object
    ) -> Job[TrainingEvent, trainings.Run]:
        told.config, told.given = config, given
        yield Notice(message=message("Heard."))
        return trainings.Run(id=1, state=trainings.RunState.DONE, config=config)

    monkeypatch.setattr(training_ranks, "train", train)
    return told


def test_without_a_model_the_shipped_one_goes_on(
    run: Run, project: Path, starter: Path, asked: Asked
) -> None:
    assert run("train").status == 0
    wanted = training.fine_tuning("tiny", starter)
    assert replace(asked.config, device=wanted.device) == wanted
    assert (asked.given["data"], asked.given["resume"]) == (None, None)
    assert run("train", "--preset", "base", "--seed", 5).status == 0
    assert asked.config.seed == 5
    assert asked.config.steps == training.fine_tuning("base", starter).steps


def test_where_no_model_ships_one_begins_from_nothing(
    run: Run, project: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "shipped", lambda: None)
    assert run("train").status == 0
    assert not asked.config.initial
    assert run("train", "--resume", 7).status == 0
    assert asked.given["resume"] == 7


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_model_of_a_kind_begins_from_nothing(
    run: Run, project: Path, starter: Path, asked: Asked, architecture: str
) -> None:
    given = ("--model", architecture, "--preset", "small", "--device", "cpu")
    assert run("train", *given, "--minutes", 2).status == 0
    wanted = training.preset("small", architecture)
    assert asked.config == replace(wanted, device="cpu", steps=None, minutes=2.0)


def test_another_model_is_gone_on_from(
    run: Run, project: Path, starter: Path, asked: Asked, tmp_path: Path
) -> None:
    mine = tiny_model.write(project / "models" / "mine" / "best")
    there = tiny_model.write(tmp_path / "there")
    for named, folder in (("mine", mine), (there, there), ("starter", starter)):
        assert run("train", "--from", named, "--steps", 9).status == 0
        assert asked.config.initial == str(folder)
        assert asked.config.steps == 9


def test_the_run_is_told_as_it_ends(
    run: Run, project: Path, starter: Path, asked: Asked
) -> None:
    ended = run("train")
    assert "Heard." in ended.err
    assert ended.out.startswith("Run 1 is done at step 0.")
