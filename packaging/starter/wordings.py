"""Reads the wordings: what people ask for and what instructions say, by scenario."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from instrstudio.domain.task import TASK_TYPES

LANGUAGES = ("zh", "en")
_FOLDER = Path(__file__).with_name("wordings")
_LISTS = ("inputs", "outputs", "roles", "details", "ends", "steps", "samples")

_AN = re.compile(r"\b([Aa]) (?=[aeiou])")

Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One thing people want of a type of task.

    `asks` are requests, the last of which training never sees; `does` and `free` the
    main sentence of an instruction with and without an input. `lists` holds what may
    be drawn beside: inputs, outputs, roles, details, ends, steps, samples, and the
    words for names such as topic. `held_out` keeps all of it from training; `in_words`
    says that no sample shows what is wanted, so that a request must; `general` that
    any instruction for this type of task will do.
    """

    language: str
    task_type: str
    name: str
    asks: tuple[str, ...]
    does: tuple[str, ...]
    free: tuple[str, ...]
    lists: Lists
    held_out: bool = False
    in_words: bool = False
    general: bool = False
    tells: tuple[str, ...] = ()
    shown: str = ""

    def with_output(self, word: str) -> "Scenario":
        """Return the scenario with `word` for the output wherever it is named."""

        def said(text: str) -> str:
            text = text.replace("{out}", word)
            return _AN.sub(r"\1n ", text) if self.language == "en" else text

        keys = ("details", "ends", "steps", "roles")
        return replace(
            self,
            does=tuple(map(said, self.does)),
            free=tuple(map(said, self.free)),
            lists={
                key: tuple(map(said, texts)) if key in keys else texts
                for key, texts in self.lists.items()
            },
        )

    def requests(self, *, held_out: bool) -> tuple[str, ...]:
        """Return the requests for training, or those it never shows."""
        return self.asks[-1:] if held_out else self.asks[:-1]


@cache
def scenarios(language: str, task_type: str) -> tuple[Scenario, ...]:
    """Return the scenarios of one type in one language, as the file orders them."""
    data = _read(language, task_type)
    shared = {key: value for key, value in data.items() if key != "scenario"}
    return tuple(
        _scenario(language, task_type, own, shared) for own in data["scenario"]
    )


def _scenario(
    language: str, task_type: str, own: dict[str, Any], shared: dict[str, Any]
) -> Scenario:
    """Join a scenario's own texts with those of its type.

    Its own words replace those of the type; details, ends and roles are added, unless
    it stands ``alone``. Main sentences of the type join where ``general`` says so and
    nothing need tell of it, after its own: earlier ones are drawn more often.
    """
    general = bool(own.get("general", False))
    added = ("details", "ends", "roles")
    lists: dict[str, tuple[str, ...]] = {}
    for key in {*shared, *own} - {"asks", "does", "free", "name", "general", "tells"}:
        mine, usual = own.get(key, []), shared.get(key, [])
        if not isinstance(mine, list) or not isinstance(usual, list):
            continue
        alone = bool(own.get("alone", False))
        if alone and key == "steps":
            usual = []
        joins = key in added and not alone
        lists[key] = tuple([*mine, *usual] if joins else mine if key in own else usual)
    for key in _LISTS:
        lists.setdefault(key, ())
    joins_usual = general and not ("tells" in own or "shown" in own)
    usual_does = shared["does"] if joins_usual or "does" not in own else []
    usual_free = shared.get("free", []) if joins_usual or "free" not in own else []
    return Scenario(
        language=language,
        task_type=task_type,
        name=own["name"],
        asks=tuple(own["asks"]),
        does=(*own.get("does", ()), *usual_does),
        free=(*own.get("free", ()), *usual_free),
        lists=lists,
        held_out=bool(own.get("held_out", False)),
        in_words=bool(own.get("in_words", False)),
        general=general,
        tells=tuple(own.get("tells", ())),
        shown=str(own.get("shown", "")),
    )


@cache
def common(language: str) -> Lists:
    """Return what suits every type of task in one language."""
    return {key: tuple(value) for key, value in _read(language, "common").items()}


@cache
def all_scenarios(*, held_out: bool = False) -> tuple[Scenario, ...]:
    """Return the scenarios for training, or those kept from it."""
    return tuple(
        scenario
        for language in LANGUAGES
        for task_type in TASK_TYPES
        for scenario in scenarios(language, task_type)
        if scenario.held_out == held_out
    )


def counterpart(scenario: Scenario, language: str) -> Scenario:
    """Return the scenario of the same name in another language, else the first."""
    found = scenarios(language, scenario.task_type)
    return next((s for s in found if s.name == scenario.name), found[0])


def _read(language: str, name: str) -> dict[str, Any]:
    """Read one file of wordings."""
    path = _FOLDER / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
