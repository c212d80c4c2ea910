"""Finds the plug-ins: files of the program's own rooms, and installed packages.

A plug-in is a module constant ``PLUGIN`` in `instrstudio.methods`, `.metrics` or
`.formats`, or an entry point in the group of the same name. One that cannot be loaded
never stops the program: `failures` says what happened.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import entry_points
from typing import Any, TypeVar

from instrstudio.domain.ports import (
    CandidateCheck,
    CandidateMeasure,
    CorpusMetric,
    Format,
    Method,
    SetMetric,
)

PluginT = TypeVar("PluginT")

_KINDS = (Method, CandidateCheck, CandidateMeasure, CorpusMetric, SetMetric, Format)
GROUPS = ("instrstudio.methods", "instrstudio.metrics", "instrstudio.formats")


@dataclass(frozen=True, slots=True)
class Failure:
    """A plug-in that is not there: `place` is its module or entry point."""

    place: str
    reason: str


@cache
def methods() -> tuple[Method, ...]:
    """Return the methods, cheap ones first."""
    found = _of_kind("instrstudio.methods", Method)
    return tuple(sorted(found, key=lambda method: (method.order, method.name)))


@cache
def checks() -> tuple[CandidateCheck, ...]:
    """Return the checks of candidates, by name."""
    return _by_name(_of_kind("instrstudio.metrics", CandidateCheck))


@cache
def metrics() -> tuple[CorpusMetric, ...]:
    """Return the metrics of sets of texts, by name."""
    return _by_name(_of_kind("instrstudio.metrics", CorpusMetric))


@cache
def set_metrics() -> tuple[SetMetric, ...]:
    """Return the metrics of how varied a set of texts is, by name."""
    return _by_name(_of_kind("instrstudio.metrics", SetMetric))


@cache
def measures() -> tuple[CandidateMeasure, ...]:
    """Return what is measured of candidates but plays no part in ranking, by name."""
    return _by_name(_of_kind("instrstudio.metrics", CandidateMeasure))


@cache
def formats() -> tuple[Format, ...]:
    """Return the file formats, by name."""
    return _by_name(_of_kind("instrstudio.formats", Format))


def failures() -> tuple[Failure, ...]:
    """Return the plug-ins of all groups that could not be loaded."""
    return tuple(failure for group in GROUPS for failure in _loaded(group)[1])


def forget() -> None:
    """Look for plug-ins anew the next time."""
    for function in (
        methods,
        checks,
        metrics,
        set_metrics,
        measures,
        formats,
        _loaded,
    ):
        function.cache_clear()


def _by_name(found: Iterator[PluginT]) -> tuple[PluginT, ...]:
    """Return plug-ins in the order of their names."""
    return tuple(sorted(found, key=lambda plugin: str(getattr(plugin, "name", ""))))


def _of_kind(group: str, kind: type) -> Iterator[Any]:
    """Yield the plug-ins of `group` that are what the protocol `kind` asks for."""
    for plugin in _loaded(group)[0].values():
        if isinstance(plugin, kind):
            yield plugin


@cache
def _loaded(group: str) -> tuple[dict[tuple[str, str], object], tuple[Failure, ...]]:
    """Load every plug-in of `group`; the program's own come first.

    Keyed by kind and name: a check and a metric may share a name, two checks may not.
    """
    found: dict[tuple[str, str], object] = {}
    failed: list[Failure] = []
    for place, load in _places(group):
        try:
            plugin = load()
        except Exception as error:  # noqa: BLE001 - a stranger's code may do anything
            failed.append(Failure(place, f"{type(error).__name__}: {error}"))
            continue
        if plugin is None:
            continue
        key = _key(plugin)
        if key is None:
            failed.append(Failure(place, "it is no plug-in of a known kind"))
        elif key in found:
            failed.append(Failure(place, f"the name “{key[1]}” is taken"))
        else:
            found[key] = plugin
    return found, tuple(failed)


def _places(group: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield where plug-ins of `group` may be, and how to load each."""
    package = importlib.import_module(group)
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    for name in names:
        yield f"{group}.{name}", partial(_constant, f"{group}.{name}")
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        yield f"{point.value} ({point.name})", point.load


def _constant(module: str) -> object:
    """Return the plug-in of a module; None where it has none."""
    return getattr(importlib.import_module(module), "PLUGIN", None)


def _key(plugin: object) -> tuple[str, str] | None:
    """Return the kind and the name of a plug-in; None for anything else."""
    for kind in _KINDS:
        if isinstance(plugin, kind):
            return kind.__name__, plugin.name
    return None
