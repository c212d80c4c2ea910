"""A run on a disk that is full, gone or not ours: nothing that was saved is lost."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from trained import same, train_until

from instrstudio.domain.errors import ModelError
from instrstudio.domain.job import run
from instrstudio.domain.run import Notice, Step, TrainConfig
from instrstudio.model import checkpoint
from instrstudio.model.corpus import Corpus
from instrstudio.model.trainer import TrainerEvent, train


@pytest.fixture
def config(config: TrainConfig) -> TrainConfig:
    """A model that learns fast, on batches of a few short rows."""
    return replace(
        config, architecture="attention", vocabulary_size=400, batch_tokens=48
    )


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_and_training_goes_on(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = replace(config, steps=40, save_every_steps=10)
    run(train(config, corpus, tmp_path / "whole"))
    events: list[TrainerEvent] = []
    with monkeypatch.context() as disk:
        job = train(config, corpus, tmp_path / "run")
        for event in job:
            events.append(event)
            if isinstance(event, Step) and event.step == 15:
                disk.setattr(checkpoint, "save", full)
            if isinstance(event, Step) and event.step == 32:
                disk.undo()
    notices = [str(e.message) for e in events if isinstance(e, Notice)]
    assert len(notices) >= 2
    assert "checkpoint of step 20" in notices[0]
    assert "No space left on device" in notices[0]
    assert [e.step for e in events if isinstance(e, Step)] == list(range(1, 41))
    assert same(tmp_path / "whole" / "last", tmp_path / "run" / "last")


def test_a_disk_that_stays_full_ends_with_a_sentence(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = train(replace(config, steps=5), corpus, tmp_path / "run")
    next(job)
    monkeypatch.setattr(checkpoint, "save", full)
    with pytest.raises(ModelError, match=r"could not be saved in .*No space left"):
        run(job)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the system refuse every file of more than a few bytes."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_disk_that_is_really_full_is_said_too(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(config, steps=20, save_every_steps=5, validate_every_steps=50)
    run(train(config, corpus, tmp_path / "whole"))
    events: list[TrainerEvent] = []
    job = train(config, corpus, tmp_path / "run")
    events += [next(job) for _ in range(4)]
    before = files(tmp_path / "run")
    with full_disk():
        events += [next(job) for _ in range(9)]
        assert files(tmp_path / "run") == before
    run(job, events.append)
    notices = [str(e.message) for e in events if isinstance(e, Notice)]
    assert len(notices) == 2
    assert "checkpoint of step 5 could not be saved (File too large)" in notices[0]
    assert same(tmp_path / "whole" / "last", tmp_path / "run" / "last")


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EFBIG, "free some space"),
        (errno.EACCES, "the folder may be written"),
        (errno.EROFS, "the folder may be written"),
        (errno.EIO, "the disk is there"),
    ],
)
def test_a_run_that_cannot_be_saved_does_not_begin(
    number: int,
    advice: str,
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuses(folder: Path, *_: object, **__: object) -> None:
        folder.parent.mkdir()
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(checkpoint, "save", refuses)
    with pytest.raises(ModelError, match=advice) as caught:
        run(train(config, corpus, tmp_path / "run"))
    assert str(tmp_path / "run") in str(caught.value)
    assert os.strerror(number) in str(caught.value)
    assert not (tmp_path / "run").exists()  # its name can be used again


def test_a_run_does_not_begin_where_no_folder_can_be(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    (tmp_path / "models").write_text("a file")
    with pytest.raises(ModelError, match=r"could not be saved in .*models"):
        run(train(config, corpus, tmp_path / "models" / "run"))


def test_a_run_that_cannot_go_on_is_as_it_was(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(config, steps=20)
    run(train(config, corpus, tmp_path / "whole"))
    train_until(config, corpus, tmp_path / "parts", 7)
    before = files(tmp_path / "parts")
    with (
        full_disk(),
        pytest.raises(ModelError, match=r"could not be saved in .*free some space"),
    ):
        run(train(config, corpus, tmp_path / "parts", resume=True))
    assert files(tmp_path / "parts") == before
    run(train(config, corpus, tmp_path / "parts", resume=True))
    assert same(tmp_path / "whole" / "last", tmp_path / "parts" / "last")


def test_a_disk_that_does_not_give_the_run_is_named(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(train(replace(config, steps=2), corpus, tmp_path / "run"))

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(checkpoint, "check_files", broken)
    with pytest.raises(ModelError, match=r"cannot be read \(Input/output error\)"):
        run(train(replace(config, steps=4), corpus, tmp_path / "run", resume=True))
