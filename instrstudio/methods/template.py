"""The template method: fills the templates that fit a task, the best fitting first."""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from instrstudio.domain.candidate import Candidate, Provenance
from instrstudio.domain.errors import InstrStudioError, InvalidInput
from instrstudio.domain.language import is_cjk, units
from instrstudio.domain.ports import Context, wishes_of
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.reaction import Facts
from instrstudio.domain.span import Origin, Piece, assemble
from instrstudio.domain.task import Task
from instrstudio.domain.template import Template
from instrstudio.domain.wording import message
from instrstudio.judgement.taste import taste

GENERIC = "other"
"""The task type whose templates serve every other type as well."""

EXACT, FALL_BACK = 0.40, 0.05
BY_PRIORITY = 0.25
COVERAGE = 0.20
KEYWORD, MORE_KEYWORDS, NO_KEYWORD = 0.20, 0.02, -0.10
LIKENESS = 0.30
SHUFFLE = 0.12
TASTE = 0.2
"""What suiting a person's style is worth beside the fit."""
SAMPLES_LENGTH = 1500
STEM = 5
STOP_WORDS = {
    "a", "an", "the", "of", "to", "in", "into", "for", "and", "that", "this", "it",
    "as", "with", "by", "on", "from", "my", "me", "your", "is", "are",
    *"的了把将对给为成得地和与在请并一个以下",
}  # fmt: skip


class TemplateMethod:
    """Ranks templates by how well they suit a task and fills the best."""

    name = "template"
    order = 10

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        """Yield filled templates, best first, no two of nearly the same wording.

        Raises:
            InvalidInput: No template fits.
            TemplateError: Those that fit are broken.
        """
        choices, error = _choices(task, context)
        if not choices:
            raise error or InvalidInput(message("No template fits this task."))
        for choice in _varied(choices, context.limit):
            text, spans = assemble(choice.pieces)
            template = choice.template
            yield Candidate(
                method=self.name,
                text=text,
                spans=spans,
                fit=choice.fit,
                provenance=Provenance(
                    source=template.name,
                    template=template.id,
                    versions={template.id: str(template.version)},
                ),
            )


@dataclass(frozen=True, slots=True)
class Choice:
    """A filled template.

    `rank` is its fit with what the person's style makes of it, shuffled when another
    seed asks for it.
    """

    template: Template
    pieces: list[Piece]
    fit: float
    rank: float


def _choices(
    task: Task, context: Context
) -> tuple[list[Choice], InstrStudioError | None]:
    """Return all templates that fit and can be filled, and the last error of others."""
    chance = random.Random(context.seed)
    profile = context.profile
    rules, facts = wishes_of(context).rules, Facts.of(profile)
    error: InstrStudioError | None = None
    found: list[Choice] = []
    for template in context.templates():
        shuffled = chance.uniform(-SHUFFLE, SHUFFLE) if context.seed else 0.0
        try:
            if not suits(template, profile, fill=task.fill):
                continue
            pieces = list(context.render(template))
        except InstrStudioError as broken:
            error = broken
            continue
        fit = fitness(template, profile, pieces)
        if pieces:
            text = "".join(piece.text for piece in pieces)
            liked = TASTE * taste(rules, text, facts) if rules else 0.0
            found.append(Choice(template, pieces, fit, fit + shuffled + liked))
    exact = [c for c in found if c.template.task_type == profile.task_type]
    if len(exact) >= context.limit:
        found = exact  # the generic ones only fill up
    return sorted(found, key=lambda c: (-c.rank, c.template.id)), error


def suits(template: Template, profile: TaskProfile, *, fill: bool = False) -> bool:
    """Say whether a template can say what the task needs said.

    Raises:
        TemplateError: Its pattern cannot be read.
    """
    from instrstudio.templates.renderer import names_in
    from instrstudio.templates.values import present, values_of

    if template.language != profile.language:
        return False
    if template.task_type not in (profile.task_type, GENERIC):
        return False
    values = values_of(profile, fill=fill)
    if not present(values) >= set(template.needs):
        return False
    names = names_in(template.pattern)
    if "samples" in names and _samples_length(profile) > SAMPLES_LENGTH:
        return False
    if profile.has_input:
        return "input" in names
    return "input" not in names or "{%" in template.pattern


def fitness(template: Template, profile: TaskProfile, pieces: Sequence[Piece]) -> float:
    """Return in [0, 1] how well a template that suits a task fits it.

    Counted are the task type, the template's own priority, its keywords, and how much
    of what is to be done the filled template, `pieces`, says.
    """
    fit = EXACT if template.task_type == profile.task_type else FALL_BACK
    fit += BY_PRIORITY * template.priority
    fit += COVERAGE * _coverage(profile.goal.text, pieces)
    if template.keywords:
        said = f"{_description(profile)}\n{profile.input_form.text}".lower()
        said += f"\n{profile.output_form.text}\n{profile.topic.text}".lower()
        hits = sum(_says(said, keyword.lower()) for keyword in template.keywords)
        fit += KEYWORD + MORE_KEYWORDS * min(hits - 1, 1) if hits else NO_KEYWORD
    return round(min(max(fit, 0.0), 1.0), 4)


def _description(profile: TaskProfile) -> str:
    """Return the description with the usual name of its input in it."""
    text, ref = profile.task.description, profile.input_form.ref
    if ref is None or ref.field != "description" or ref.start is None:
        return text
    there = text[ref.start : ref.end]
    if not set(units(there)) & set(units(profile.input_form.text)):
        return text
    return text[: ref.start] + profile.input_form.text + text[ref.end :]


def _says(text: str, keyword: str) -> bool:
    """Say whether a text has a keyword, at the beginning of a word if it is Latin."""
    if not keyword.isascii():
        return keyword in text
    return f" {keyword}" in " " + "".join(c if c.isalnum() else " " for c in text)


def _coverage(goal: str, pieces: Sequence[Piece]) -> float:
    """Return which share of the words of `goal` the pieces have, 1 for no words."""
    wanted = _words(goal)
    said = _words("".join(piece.text for piece in pieces))
    return len(wanted & said) / len(wanted) if wanted else 1.0


def _words(text: str) -> set[str]:
    """Return beginnings of Latin words and pairs of Chinese characters that matter."""
    found = [unit for unit in units(text) if unit not in STOP_WORDS]
    latin = {unit[:STEM] for unit in found if not is_cjk(unit[0])}
    pairs = {a + b for a, b in itertools.pairwise(found) if is_cjk(a) and is_cjk(b)}
    return latin | pairs


def _samples_length(profile: TaskProfile) -> int:
    """Return how many characters the complete samples of a task have."""
    complete = (e for e in profile.task.examples if e.input and e.output)
    return sum(len(e.input) + len(e.output) for e in complete)


def _varied(choices: Sequence[Choice], limit: int) -> Iterator[Choice]:
    """Yield up to `limit` choices, each as good and as unlike the others as can be.

    Maximal marginal relevance (Carbonell and Goldstein 1998); likeness is the Jaccard
    index of the 3-grams of the templates' own words.
    """
    left = list(choices)
    grams = {id(choice): _grams(choice.pieces) for choice in left}
    likeness = {id(choice): 0.0 for choice in left}
    for _place in range(min(limit, len(left))):
        best = max(left, key=lambda c: c.rank - LIKENESS * likeness[id(c)])
        left.remove(best)
        yield best
        for other in left:
            alike = _jaccard(grams[id(best)], grams[id(other)])
            likeness[id(other)] = max(likeness[id(other)], alike)


def _grams(pieces: Sequence[Piece]) -> frozenset[str]:
    """Return the 3-grams of the words that come from the template."""
    own = "".join(piece.text for piece in pieces if piece.origin is Origin.TEMPLATE)
    return frozenset(own[at : at + 3] for at in range(len(own) - 2))


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of common members."""
    return len(first & second) / (len(first | second) or 1)


PLUGIN = TemplateMethod()
