"""Trains a model as a job; a run can be stopped anywhere and goes on bit for bit.

Everything random is a pure function of the seed and the position, see `noise`,
`batches` and `augmenting`, so a checkpoint holds no random state. Several processes
train one model by driving this job side by side, see `ranks`.
"""

import math
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from instrstudio.domain.errors import ModelError, OutOfMemory
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    Checkpoint,
    Notice,
    Saved,
    Step,
    TrainConfig,
    Validated,
)
from instrstudio.domain.wording import Message, message
from instrstudio.model import device, validation
from instrstudio.model.anchor import Anchor
from instrstudio.model.checkpoint import Contents
from instrstudio.model.corpus import Corpus, Encodings
from instrstudio.model.dealing import Dealer
from instrstudio.model.engine.choice import ops_for, settled
from instrstudio.model.objective import objective_of
from instrstudio.model.position import Position, learning_rate
from instrstudio.model.ranks import ALONE, OutOfMemoryElsewhere, Ranks
from instrstudio.model.run_folder import (
    ARRAYS,
    BEST,
    LAST,
    Facts,
    RunFolder,
    begun_anew,
    begun_from,
    gone_on,
    writing,
)

TrainerEvent = Step | Validated | Saved | Notice

_MOST_ROLLBACKS = 5


def train(
    config: TrainConfig,
    corpus: Corpus | None,
    folder: Path,
    *,
    resume: bool = False,
    name: str = "",
    ranks: Ranks = ALONE,
) -> Job[TrainerEvent, Checkpoint]:
    """Train on `corpus` and return the best checkpoint.

    Events: a `Step` after each step, `Validated` and `Saved` as the configuration says,
    a `Notice` where something was put right. On `Cancelled` the run is saved and the
    best checkpoint so far returned.

    Args:
        config: Everything that decides the outcome; with `resume` its sizes and seed
            must be those of the run.
        corpus: What to learn from; None in processes that do not lead, which map the
            arrays that the leading one has written.
        folder: The run's own folder.
        resume: Go on from ``last`` in `folder`.
        name: The model's name on its card.
        ranks: The processes that train together.

    Raises:
        CheckpointMismatch: The run in `folder` is damaged or of another configuration.
        NotFound: There is no checkpoint to begin from.
        OutOfMemory: Not even a single pair fits the device.
        ModelError: Training diverges even with small steps, nothing can be saved, or
            another process has ended.
        Cancelled: Another process was asked to stop; the run is saved.
    """
    with device.training(ranks.local):
        training = _Training(config, folder, ranks)
        training.prepare(corpus, name or folder.name, resume=resume)
        stopped = yield from training.steps()
        best = training.finish()
        if stopped:
            raise Cancelled
        return best


class _Training:
    """A run under way."""

    def __init__(self, config: TrainConfig, folder: Path, ranks: Ranks) -> None:
        self._config = config
        self._folder = folder
        self._ranks = ranks
        self._device = device.resolve(config.device)
        self._position = Position(batch_tokens=config.batch_tokens)
        self._corpus: Corpus | None = None
        self._saved: int | None = None
        self._unsaved: OSError | None = None
        self._rollbacks = 0
        self._notices: list[Notice] = []

    def prepare(self, corpus: Corpus | None, name: str, *, resume: bool) -> None:
        """Make or load everything; from then on there is a checkpoint.

        The leading process does so first; the others load what it has saved.
        """
        try:
            if corpus is not None:
                with writing(self._folder):
                    self._lead(corpus, name, resume=resume)
        except BaseException:
            self._ranks.any(True, self._device)
            raise
        if self._ranks.any(False, self._device):
            raise ModelError(message("The leading process could not begin."))
        if corpus is None:
            self._join()
        self._dealer = Dealer(
            encodings=self._train,
            augmenting=self._augmenting,
            key=f"{self._run.facts.digest}:{self._config.seed}",
            config=self._config,
            ranks=self._ranks,
            device=self._device,
        )

    def _lead(self, corpus: Corpus, name: str, *, resume: bool) -> None:
        """Make or load everything, and leave it where the others find it."""
        self._corpus = corpus
        precision = settled(self._device, self._config.precision)
        facts = Facts.of(corpus, name, str(self._device), precision)
        if not resume:
            self._begin(corpus, facts)
        else:
            self._resume(corpus, facts)
            self._write(LAST, {})  # new data moved the position, and others read it

    def _begin(self, corpus: Corpus, facts: Facts) -> None:
        """Make tokenizer and model, or take those the run begins from, and save."""
        config = self._config
        if config.initial:
            contents, self._config = begun_from(Path(config.initial), config)
        else:
            contents = begun_anew(corpus, config)
        self._run = RunFolder(self._folder, self._config, facts)
        self._take(contents)
        self._encode(corpus, anew=True)
        self._write(LAST, {})

    def _resume(self, corpus: Corpus, facts: Facts) -> None:
        """Go on from the last checkpoint; say so when the data has changed."""
        self._config = gone_on(self._folder, self._config)
        self._run = RunFolder(self._folder, self._config, facts)
        contents = self._run.last()
        before = Facts.on(contents.card)
        measured = self._config.precision == "auto"
        self._run.facts = facts.taking_up(before, measured=measured)
        self._take(contents)
        self._restore(contents)
        self._encode(corpus, anew=before.digest != facts.digest)
        if before.digest == facts.digest:
            return
        at = self._position
        at.epoch, at.batch = at.epoch + 1, 0
        at.best_loss, at.stale = None, 0  # losses on other pairs do not compare
        self._notices.append(
            Notice(
                message=message(
                    "The data has changed since this run began: {count} pairs now.",
                    count=len(self._train),
                )
            )
        )

    def _join(self) -> None:
        """Take what the leading process has saved."""
        self._config = gone_on(self._folder, self._config)
        self._run = RunFolder(self._folder, self._config, Facts.on({}))
        contents = self._run.last()
        self._run.facts = Facts.on(contents.card)
        self._take(contents)
        self._restore(contents)
        self._train = Encodings.mapped(self._folder / ARRAYS)

    def _take(self, contents: Contents) -> None:
        """Set up learning with a model and its tokenizer."""
        config = self._config
        self._tokenizer = contents.tokenizer
        model = contents.model.to(self._device)
        model.ops = ops_for(self._device, self._run.facts.precision or "auto")
        self._objective = objective_of(config)
        self._learner = self._objective.learner(model, self._ranks.combined)
        optional = self._run.facts.optional
        self._augmenting = self._objective.augmenting(self._tokenizer, optional)

    def _encode(self, corpus: Corpus, *, anew: bool) -> None:
        """Turn the pairs into arrays, on disk where others wait for them.

        `anew` says that they are others than those of the last checkpoint.
        """
        self._anchor = Anchor.of(self._config)
        self._notices += self._anchor.notices
        found = self._objective.encodings(corpus, self._tokenizer)
        self._train, self._held_out = found
        begins = self._position.step == 0
        self._objective.refer(self._learner, *found, anew=anew, begins=begins)
        if self._ranks.world > 1:
            self._train.save(self._folder / ARRAYS)

    def _restore(self, contents: Contents) -> None:
        """Take over weights, optimiser and position of the last checkpoint."""
        self._learner.model.load_state_dict(contents.model.state_dict())
        self._position = Position.from_card(contents.card.get("position"))
        # a run that has taken no step has no state yet
        self._learner.restore(self._run.last_state() if self._position.step else {})
        self._saved = self._position.step

    def steps(self) -> Job[TrainerEvent, bool]:
        """Learn until a bound, patience or a wish ends it, in all processes at once.

        Return whether the wish of another process has stopped the leading one.
        """
        wish = False
        while True:
            for event in self._due():
                try:
                    yield event
                except Cancelled:
                    wish = True
            at, leads = self._position, self._ranks.leads
            ends = self._is_over() or at.stale >= self._config.patience
            own = wish or (ends and leads)
            over, at.seconds = self._ranks.agreed(own, at.seconds, self._device)
            if over:
                return leads and not own
            try:
                yield self._step()
            except Cancelled:
                wish = True

    def _due(self) -> Iterator[TrainerEvent]:
        """Validate and save where it is time to.

        Both are due by position, so a run that was stopped right before one of them
        does it first when it goes on.
        """
        if not self._ranks.leads:
            return
        while self._notices:
            yield self._notices.pop(0)
        at, config = self._position, self._config
        every = config.validate_every_steps
        if at.step > at.validated and (at.step % every == 0 or self._is_over()):
            with self._anchor.averaged(self._learner.model):
                yield from self._validate()
        if at.step != self._saved and at.step % config.save_every_steps == 0:
            yield from self._save(LAST, {})
        if at.stale >= config.patience:
            yield Notice(
                message=message(
                    "Stopped early: no better for {count} validations.", count=at.stale
                )
            )

    def _is_over(self) -> bool:
        """Say whether a bound of the configuration is reached."""
        at, config = self._position, self._config
        return (config.steps is not None and at.step >= config.steps) or (
            config.minutes is not None and at.seconds >= config.minutes * 60
        )

    def _step(self) -> Step | Notice:
        """Take one step, or say why it could not be taken and what was done."""
        began = time.perf_counter()
        at = self._position
        try:
            parts, taken = self._dealer.parts(at)
            rate = learning_rate(self._config, at)
            loss, tokens = self._learner.step(parts, rate)
        except (RuntimeError, MemoryError) as error:
            if not device.is_out_of_memory(error):
                raise
            if not isinstance(error, OutOfMemoryElsewhere):
                self._ranks.lack_memory(self._device)
            return Notice(message=self._shrink(error))
        if math.isnan(loss):
            return Notice(message=self._roll_back())
        took = time.perf_counter() - began
        at.step, at.loss = at.step + 1, loss
        at.batch, at.drawn = at.batch + taken, at.drawn + taken
        at.seconds += took
        return Step(step=at.step, loss=loss, tokens_per_second=tokens / took)

    def _shrink(self, error: BaseException) -> Message:
        """Go on with half the batch, in a new epoch."""
        at = self._position
        if at.batch_tokens <= self._dealer.longest:
            said = message("The device has too little memory: choose a smaller model.")
            raise OutOfMemory(said) from error
        at.batch_tokens = at.batch_tokens // 2
        at.epoch, at.batch = at.epoch + 1, 0
        return message(
            "Too little memory: going on with batches of {count} tokens.",
            count=at.batch_tokens,
        )

    def _roll_back(self) -> Message:
        """Return to the last checkpoint with half the learning rate."""
        self._rollbacks += 1
        if self._rollbacks > _MOST_ROLLBACKS:
            said = message("Training diverges: choose a smaller learning rate.")
            raise ModelError(said)
        scale, size = self._position.rate_scale, self._position.batch_tokens
        self._restore(self._run.last())
        self._position.rate_scale, self._position.batch_tokens = scale / 2, size
        return message(
            "The loss was not a number: back to step {step} with half the rate.",
            step=self._position.step,
        )

    def _validate(self) -> Iterator[TrainerEvent]:
        """Read the held-out pairs; keep the model if it is the best so far."""
        at = self._position
        at.validated = at.step
        if self._corpus is None or not self._corpus.validation:
            return
        model = self._learner.model.eval()
        judged = self._objective.judged(self._learner, self._held_out)
        loss = judged.pop("loss")
        is_best = at.best_loss is None or loss < at.best_loss
        at.stale = 0 if is_best else at.stale + 1
        if is_best:
            at.best_loss = loss
        samples = validation.samples(
            model,
            self._tokenizer,
            self._corpus.validation,
            self._held_out,
            self._config.max_target_tokens,
        )
        yield Validated(step=at.step, loss=loss, samples=samples, **judged)
        if is_best:
            yield from self._save(BEST, {"validation_loss": loss, **judged})

    def _save(
        self, kind: str, metrics: dict[str, float | None]
    ) -> Iterator[TrainerEvent]:
        """Write a checkpoint, or say why it cannot be and go on without."""
        try:
            yield Saved(checkpoint=self._write(kind, metrics), is_best=kind == BEST)
        except OSError as error:
            self._unsaved = error
            self._saved = self._position.step if kind == LAST else self._saved
            yield Notice(
                message=message(
                    "The checkpoint of step {step} could not be saved ({reason}): "
                    "free some space. Training goes on.",
                    step=self._position.step,
                    reason=error.strerror or str(error),
                )
            )

    def _write(self, kind: str, metrics: dict[str, float | None]) -> Checkpoint:
        """Write a checkpoint: ``last`` with all state, ``best`` for use."""
        state = self._learner.arrays() if kind == LAST else {}
        contents = Contents(
            model=self._learner.model, tokenizer=self._tokenizer, card={}, state=state
        )
        found = self._run.save(kind, contents, self._position, metrics)
        if kind == LAST:
            self._saved, self._unsaved = self._position.step, None
        return found

    def finish(self) -> Checkpoint:
        """Save where the run stands and return its best checkpoint.

        Raises:
            ModelError: The last checkpoint cannot be written.
        """
        if not self._ranks.leads:
            self._ranks.any(False, self._device)
            return Checkpoint(name=self._run.facts.name, folder=str(self._folder))
        with writing(self._folder):
            if self._saved != self._position.step or self._unsaved is not None:
                self._write(LAST, {})
            best = self._run.best()
            if best is None or self._corpus is None or not self._corpus.validation:
                with self._anchor.averaged(self._learner.model):
                    best = self._write(BEST, {})
        self._ranks.any(False, self._device)
        if self._ranks.world > 1:
            shutil.rmtree(self._folder / ARRAYS, ignore_errors=True)
        return best
