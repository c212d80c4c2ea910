"""Templates as people see them: one entry in up to two languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from instrstudio.domain.language import LANGUAGES
from instrstudio.domain.template import Template

OWN, EDITED, SHIPPED = "own", "edited", "shipped"
_USUAL = (
    *("summarization", "translation", "question_answering", "dialogue"),
    *("code_generation", "text_generation", "classification", "extraction"),
    *("rewriting", "other", ""),
)
"""Task types in the order of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A template in one language or both, by language code."""

    key: str
    task_type: str
    forms: dict[str, Template] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in."""
        return tuple(code for code in LANGUAGES if code in self.forms)

    def form(self, language: str) -> Template:
        """Return the form in `language`, or in the other one."""
        found = self.forms.get(language)
        return found or next(iter(self.forms.values()))

    def name(self, language: str) -> str:
        """Return the name in `language`."""
        form = self.form(language)
        return form.name or form.id

    def behind(self, language: str) -> int:
        """Return by how many changes the form in `language` lags the other one."""
        changes = {code: _changes(form) for code, form in self.forms.items()}
        return max(changes.values()) - changes.get(language, 0)


def _changes(form: Template) -> int:
    """Return how often a form was saved in the project."""
    return form.version if form.origin == "project" else 0


def pairs_of(templates: Iterable[Template]) -> list[Pair]:
    """Join templates of one pair; the usual task types come first."""
    found: dict[str, Pair] = {}
    for template in templates:
        key = template.pair or template.id
        pair = found.get(key)
        if pair is None:
            pair = Pair(key=key, task_type=template.task_type)
        found[key] = replace(pair, forms={**pair.forms, template.language: template})
    return sorted(found.values(), key=lambda pair: _order(pair.task_type))


def _order(task_type: str) -> tuple[int, str]:
    """Return where a task type stands: the usual ones first, in their order."""
    usual = _USUAL.index(task_type) if task_type in _USUAL else len(_USUAL)
    return usual, task_type


def state_of(template: Template, shipped: frozenset[str]) -> str:
    """Return whether a template is shipped, an edited shipped one, or an own one."""
    if template.origin != "project":
        return SHIPPED
    return EDITED if template.id in shipped else OWN


def matching(pairs: Sequence[Pair], text: str) -> list[Pair]:
    """Return the pairs whose names or patterns have all words of `text`."""
    wanted = text.lower().split()

    def has_all(pair: Pair) -> bool:
        said = " ".join(f"{f.name} {f.id} {f.pattern}" for f in pair.forms.values())
        return all(word in said.lower() for word in wanted)

    return [pair for pair in pairs if has_all(pair)]
