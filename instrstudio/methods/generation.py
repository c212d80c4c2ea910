"""The generation method: a trained model writes the instruction."""

import math
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from instrstudio.analysis import delexical, style
from instrstudio.analysis.stutter import stutter
from instrstudio.domain.candidate import Alignment, Candidate, Draft, Provenance
from instrstudio.domain.errors import NotTrained
from instrstudio.domain.language import normalised
from instrstudio.domain.ports import Context, wishes_of
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.reaction import Facts
from instrstudio.domain.span import Origin, Piece, Ref, assemble, strip
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.judgement.taste import taste

if TYPE_CHECKING:
    from instrstudio.model.generator import Generator, Hypothesis

_KEPT = 2
_SPARE = 2
_MUST = ("<labels>", "<fields>", "<constraints>", "<target_language>", "<role>")
_MISSING = 0.6
_TELLING = ("<input_form>", "<output_form>", "<topic>", "<programming_language>")
_UNTOLD = 0.93
_WORTH = 0.85
"""What perfect confidence is worth beside other methods: a model is sure of what is
usual, not of what is right."""
_TWICE = 0.9
_TASTE = 0.1
"""What suiting a person's style is worth beside the fit."""
_USUAL, _EXPONENT = 20, 0.2
"""Tokens of a plain instruction, and how far the probability is divided by length."""
_AGREEMENT = 0.5
"""What the agreement of a model's own texts counts beside their probability."""
_LOOKED_AT = 12
_DRAFT_SECONDS = 0.6
"""How long drafts may take: they are to shorten the wait, not to become it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A model, what it reads of a task, and the tokens it must not write."""

    generator: "Generator"
    source: str
    forbidden: tuple[str, ...]


class GenerationMethod:
    """Reads the task, writes several wordings, and puts the task's words back in."""

    name = "generation"
    order = 30

    def __init__(self) -> None:
        self._loaded: OrderedDict[tuple[str, str, float], Generator] = OrderedDict()
        self._lock = Lock()

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        """Yield what the model writes, best first.

        Raises:
            NotTrained: There is no model, or it writes nothing that can be used.
            ModelError: The model cannot be loaded or run.
        """
        yield from self._candidates(self._asked(context), context)

    def stream(self, task: Task, context: Context) -> Iterator[Draft | Candidate]:
        """Yield the likeliest text as it grows, then what `propose` yields.

        With a seed there are no drafts: other answers are wanted than the likeliest.

        Raises:
            NotTrained: There is no model, or it writes nothing that can be used.
            ModelError: The model cannot be loaded or run.
        """
        asked = self._asked(context)
        if not context.seed:
            yield from self._drafts(asked, context.profile)
        yield from self._candidates(asked, context)

    def _asked(self, context: Context) -> _Asked:
        """Return the model that is chosen and what it reads."""
        folder, profile = context.checkpoint(), context.profile
        if folder is None:
            raise NotTrained(
                message("There is no model to generate with: train or import one.")
            )
        generator = self._generator(folder, context.device)
        like = _like(context) if generator.reads_like else ()
        return _Asked(
            generator,
            delexical.source_text(profile, wish=_wish(context), like=like),
            delexical.unavailable(profile),
        )

    def _drafts(self, asked: _Asked, profile: TaskProfile) -> Iterator[Draft]:
        """Yield the likeliest text as it grows, with the task's words in it."""
        ends, shown = time.monotonic() + _DRAFT_SECONDS, ""
        name = asked.generator.about.name
        for written in asked.generator.stream(asked.source, forbidden=asked.forbidden):
            pieces = delexical.filled(written.text, profile, name)
            text, spans = assemble(strip(pieces))
            if text != shown:
                shown = text
                yield Draft(method=self.name, text=text, spans=spans)
            if time.monotonic() >= ends:
                return

    def _candidates(self, asked: _Asked, context: Context) -> Iterator[Candidate]:
        """Yield different usable texts, best first."""
        generator, profile = asked.generator, context.profile
        hypotheses = generator.generate(
            asked.source,
            limit=_SPARE * context.limit,
            seed=context.seed,
            forbidden=asked.forbidden,
        )
        name = generator.about.name
        usable = [
            h
            for h in hypotheses
            if _is_whole(h, profile) and not stutter(h.text, asked.source)
        ]
        if not usable:
            raise NotTrained(
                message(
                    "The model “{name}” writes nothing usable yet: train it further.",
                    name=name,
                )
            )
        written = [
            replace(
                self._candidate(hypothesis, profile, name),
                alignment=_alignment(hypothesis, asked.source),
            )
            for hypothesis in usable
        ]
        texts: set[str] = set()
        for candidate in _liked(written, context):
            if normalised(candidate.text) not in texts and len(texts) < context.limit:
                texts.add(normalised(candidate.text))
                yield candidate

    def affinities(self, texts: Sequence[str], context: Context) -> Sequence[float]:
        """Return how much likelier each instruction is for this task than for any.

        That is the mutual information a token (Li et al., NAACL 2016, section 3.2): a
        model finds common instructions likely whatever the task is.

        Raises:
            NotTrained: There is no model.
            ModelError: It cannot be loaded or run.
        """
        asked = self._asked(context)
        targets = [delexical.target_text(text, context.profile) for text in texts]
        sources = asked.source, delexical.without_words(asked.source)
        for_task, for_any = (asked.generator.likelihoods(s, targets) for s in sources)
        return [own - usual for own, usual in zip(for_task, for_any, strict=True)]

    def likelihoods(self, texts: Sequence[str], context: Context) -> Sequence[float]:
        """Return the mean log-probability a token of each instruction for this task.

        Raises:
            NotTrained: There is no model.
            ModelError: It cannot be loaded or run.
        """
        asked = self._asked(context)
        targets = [delexical.target_text(text, context.profile) for text in texts]
        return asked.generator.likelihoods(asked.source, targets)

    def _generator(self, folder: Path, device: str) -> "Generator":
        """Return the model in `folder`, loaded once until its card changes."""
        from instrstudio.model.card import CARD
        from instrstudio.model.generator import Generator

        card = folder / CARD
        changed = card.stat().st_mtime if card.is_file() else 0.0
        key = (str(folder), device, changed)
        with self._lock:
            if key not in self._loaded:
                self._loaded[key] = Generator.load(folder, device)
                while len(self._loaded) > _KEPT:
                    self._loaded.popitem(last=False)
            self._loaded.move_to_end(key)
            return self._loaded[key]

    def _candidate(
        self, hypothesis: "Hypothesis", profile: TaskProfile, name: str
    ) -> Candidate:
        """Return a hypothesis with the task's words in it."""
        pieces = delexical.filled(hypothesis.text, profile, name)
        if profile.has_input and delexical.SLOT not in hypothesis.text:
            gap = Piece("\n\n", Origin.GENERATED, Ref(kind="checkpoint", id=name))
            pieces = [*pieces, gap, *delexical.filled(delexical.SLOT, profile, name)]
        text, spans = assemble(strip(pieces))
        return Candidate(
            method=self.name,
            text=text,
            spans=spans,
            fit=_fit(hypothesis, profile),
            provenance=Provenance(
                source=name,
                checkpoint=name,
                log_probability=hypothesis.log_probability,
            ),
        )


def _wish(context: Context) -> tuple[str, ...]:
    """Return the control tokens for what the person's style wants."""
    length = wishes_of(context).length(context.profile.language)
    return (style.length_token(length),) if length in style.LENGTHS else ()


def _liked(written: Sequence[Candidate], context: Context) -> list[Candidate]:
    """Return candidates best first, by fit and what is known of the person."""
    rules, facts = wishes_of(context).rules, Facts.of(context.profile)
    return sorted(
        written,
        key=lambda one: (
            -one.fit - (_TASTE * taste(rules, one.text, facts) if rules else 0.0)
        ),
    )


def _alignment(hypothesis: "Hypothesis", source: str) -> Alignment | None:
    """Return where the model looked in `source`, if it says so."""
    if not hypothesis.source_tokens or not hypothesis.tokens:
        return None
    return Alignment(
        source=source,
        text=hypothesis.text,
        source_tokens=hypothesis.source_tokens,
        target_tokens=hypothesis.tokens,
        attention=hypothesis.attention,
        copied=hypothesis.copied,
    )


def _like(context: Context) -> tuple[str, ...]:
    """Return different instructions of the library for like tasks, nearest first."""
    matches = context.nearest(_LOOKED_AT)
    texts = dict.fromkeys(match.record.instruction for match in matches)
    return tuple(islice(texts, delexical.LIKE_MOST))


def _is_whole(hypothesis: "Hypothesis", profile: TaskProfile) -> bool:
    """Say whether a hypothesis is text: no broken character, one place at most."""
    text = hypothesis.text
    if "\ufffd" in text or text.count(delexical.SLOT) > 1:
        return False
    bare = text.replace(delexical.SLOT, "").strip()
    return len(normalised(bare)) > (3 if profile.language == "zh" else 8)


def _fit(hypothesis: "Hypothesis", profile: TaskProfile) -> float:
    """Return how good the model finds a text, lowered for what is left unsaid.

    That is how far its other texts agree (minimum Bayes risk), and how probable it is
    a token. Probability is also lowered for what is long: of a long text most tokens
    are sure whatever the task, so a plain mean prefers steps that nobody asked for (the
    exponent is that of Wu et al. 2016, arXiv 1609.08144, section 7, but smaller).
    """
    length = max(len(hypothesis.tokens), _USUAL)
    likely = math.exp(hypothesis.log_probability * (length / _USUAL) ** (1 - _EXPONENT))
    fit = _AGREEMENT * hypothesis.agreement + (1 - _AGREEMENT) * likely
    known = delexical.available(profile)
    for token in known:
        if token not in hypothesis.text and token in _MUST:
            fit *= _MISSING
        elif token not in hypothesis.text and token in _TELLING:
            fit *= _UNTOLD
    if "<goal>" in hypothesis.text and "<constraints>" in hypothesis.text:
        fit *= _TWICE  # the goal is a whole sentence, its demands included
    return round(_WORTH * fit, 4)


PLUGIN = GenerationMethod()
