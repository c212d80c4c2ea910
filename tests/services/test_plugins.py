"""Plug-ins are found, put in order, and never stop the program."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from instrstudio.domain.ports import Format
from instrstudio.services import plugins


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    plugins.forget()
    yield
    plugins.forget()


class _Broken:
    def __init__(self, name: str, problem: Exception | object) -> None:
        self.name = name
        self.value = f"somewhere:{name}"
        self._problem = problem

    def load(self) -> object:
        if isinstance(self._problem, Exception):
            raise self._problem
        return self._problem


def _offer(monkeypatch: pytest.MonkeyPatch, *points: _Broken) -> None:
    def offered(*, group: str) -> list[_Broken]:
        return list(points) if group == "instrstudio.formats" else []

    monkeypatch.setattr(plugins, "entry_points", offered)


def test_our_own_are_found_without_a_failure() -> None:
    assert {"alpaca", "jsonl"} <= {found.name for found in plugins.formats()}
    assert plugins.methods()
    assert plugins.failures() == ()


def test_methods_stand_in_their_order_and_the_rest_by_name() -> None:
    orders = [(method.order, method.name) for method in plugins.methods()]
    assert orders == sorted(orders)
    for found in (plugins.checks(), plugins.metrics(), plugins.formats()):
        names = [plugin.name for plugin in found]
        assert names == sorted(set(names))


def test_a_plug_in_that_fails_is_a_line_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alpaca = next(found for found in plugins.formats() if found.name == "alpaca")
    plugins.forget()
    _offer(
        monkeypatch,
        _Broken("bad", ImportError("no such library")),
        _Broken("odd", object()),
        _Broken("twice", alpaca),
    )
    assert {"alpaca", "jsonl"} <= {found.name for found in plugins.formats()}
    reasons = {failure.place: failure.reason for failure in plugins.failures()}
    assert "no such library" in reasons["somewhere:bad (bad)"]
    assert "no plug-in" in reasons["somewhere:odd (odd)"]
    assert "“alpaca” is taken" in reasons["somewhere:twice (twice)"]


def test_an_installed_plug_in_joins_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = Path(
        importlib.import_module("instrstudio.formats.own_jsonl").__file__ or ""
    )
    text = source.read_text(encoding="utf-8").replace(
        'name = "jsonl"', 'name = "a_new"'
    )
    (tmp_path / "stranger.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("new", "stranger:PLUGIN", "instrstudio.formats")

    def offered(*, group: str) -> list[EntryPoint]:
        return [point] if group == point.group else []

    monkeypatch.setattr(plugins, "entry_points", offered)
    first = plugins.formats()[0]
    assert first.name == "a_new"
    assert isinstance(first, Format)


def test_finding_plug_ins_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from instrstudio.services import plugins\n"
        "plugins.methods(), plugins.checks(), plugins.metrics(), plugins.formats()\n"
        "heavy = {'torch', 'whoosh', 'jinja2', 'numpy', 'sqlite_utils', 'tokenizers',"
        " 'safetensors', 'sacrebleu', 'yaml', 'PySide6', 'pyqtgraph'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
