"""The words the analysis knows, read from `resources/analysis/<language>.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from instrstudio import resources
from instrstudio.analysis.cues import Cues
from instrstudio.analysis.likeness import Exemplars
from instrstudio.domain.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of text: its usual name and the name of its place in an instruction."""

    name: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWords:
    """What speaks for one task type, and its usual input and output."""

    cues: tuple[tuple[re.Pattern[str], float], ...]
    exemplars: tuple[str, ...]
    input: str
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything known about descriptions in one language.

    `inputs` and `outputs` map each name and alias, in lower case, to its form.
    `languages` maps a language code to its names, the first one being the usual.
    `cues` and `exemplars` are those of all types together.
    """

    inputs: Mapping[str, Form]
    outputs: Mapping[str, Form]
    generic: frozenset[str]
    not_topics: frozenset[str]
    determiners: re.Pattern[str]
    types: Mapping[str, TypeWords]
    languages: Mapping[str, tuple[str, ...]]
    cues: Cues
    exemplars: Exemplars


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of ``zh`` or ``en``."""
    path = resources.path("analysis", f"{language}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    types = {name: _type_words(words) for name, words in data["types"].items()}
    return Lexicon(
        inputs=_forms(data["inputs"]["forms"]),
        outputs=_forms(data["outputs"]["forms"]),
        generic=frozenset(data["generic"]),
        not_topics=frozenset(data["not_topics"]),
        determiners=re.compile(data["determiners"], re.IGNORECASE),
        types=types,
        languages={code: tuple(names) for code, names in data["languages"].items()},
        cues=Cues({name: words.cues for name, words in types.items()}),
        exemplars=Exemplars({name: words.exemplars for name, words in types.items()}),
    )


def _forms(rows: list[tuple[str, list[str], str]]) -> dict[str, Form]:
    """Index forms by name and alias; where two claim a word, the earlier row wins."""
    forms: dict[str, Form] = {}
    for name, aliases, slot in rows:
        for word in (name, *aliases):
            forms.setdefault(word.lower(), Form(name, slot or name))
    return forms


def _type_words(data: Mapping[str, object]) -> TypeWords:
    """Compile the cues of one task type."""
    cues = data["cues"]
    exemplars = data["exemplars"]
    assert isinstance(cues, list)
    assert isinstance(exemplars, list)
    return TypeWords(
        cues=tuple((re.compile(cue, re.IGNORECASE), float(w)) for cue, w in cues),
        exemplars=tuple(str(exemplar) for exemplar in exemplars),
        input=str(data["input"]),
        output=str(data["output"]),
    )
