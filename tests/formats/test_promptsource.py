"""PromptSource: templates in and out, and nothing in a file runs."""

from dataclasses import replace
from pathlib import Path

import pytest
from file_records import FILLED, items_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.template import Slot, Template
from instrstudio.formats.promptsource import PLUGIN, slots_in

THEIRS = """\
dataset: notes
templates:
  a-1: !Template
    answer_choices: short ||| long
    id: a-1
    jinja: "Is it {{ answer_choices[0] }}?\\n{{ note }} ||| {{ answer_choices[i] }}"
    metadata: !TemplateMetadata
      choices_in_prompt: true
      languages:
      - en
    name: length
    reference: ''
  a-2: !Template
    answer_choices: null
    id: a-2
    jinja: '写一首关于{{题目}}的诗。{% if tone %}{{ tone }}{% endif %}'
    metadata: !TemplateMetadata {}
    name: 诗
    reference: ''
"""
_TEMPLATES = st.builds(
    lambda number, name, pattern: Template(
        id=f"t{number}",
        name=name,
        task_type="",
        language="zh",
        pattern=pattern,
        slots=slots_in(pattern),
        origin="project",
    ),
    number=st.integers(0, 99),
    name=FILLED,
    pattern=FILLED.filter(lambda text: "|||" not in text),
)


def _file(folder: Path, text: str) -> Path:
    path = folder / "templates.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_templates_become_ours(tmp_path: Path) -> None:
    path = _file(tmp_path, THEIRS)
    assert PLUGIN.recognises(path) == 0.9
    first, second = PLUGIN.read(path)
    (one,) = first.items
    (two,) = second.items
    assert isinstance(one, Template)
    assert isinstance(two, Template)
    assert one.pattern == (
        '{%- set answer_choices = ["short", "long"] -%}\n'
        "Is it {{ answer_choices[0] }}?\n{{ note }}"
    )
    assert one.slots == (Slot(name="note"),)
    assert (one.name, one.language, one.id) == ("length", "en", "a-1")
    assert first.repaired is not None
    assert "answer" in str(first.repaired.faults[0].rule)
    assert first.repaired.line == 3
    assert two.language == "zh"
    assert two.slots == (Slot(name="tone"),)
    assert second.repaired is None
    assert list(PLUGIN.read(path, 1)) == [second]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(templates=st.lists(_TEMPLATES, min_size=1, max_size=3))
def test_nothing_kept_is_lost(templates: list[Template], tmp_path: Path) -> None:
    target = tmp_path / "out.templates.yaml"
    counts = list(PLUGIN.write([*templates], target))
    assert counts == list(range(1, len(templates) + 1))
    rows = list(PLUGIN.read(target))
    assert items_of(rows) == templates
    assert not any(row.repaired or row.skipped for row in rows)
    assert not any(map(PLUGIN.lost, templates))


def test_what_has_no_place_is_said(tmp_path: Path) -> None:
    (row, _) = PLUGIN.read(_file(tmp_path, THEIRS))
    (template,) = row.items
    assert isinstance(template, Template)
    assert PLUGIN.lost(replace(template, keywords=("k",), slots=())) == (
        "keywords",
        "slots",
    )
    assert PLUGIN.refusal(replace(template, pattern="a ||| b")) is not None
    assert PLUGIN.refusal(Record(instruction="i")) is not None


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("!Template\n", "!!python/object/apply:os.system\n", "python/object"),
        ("!Template\n", "!Other\n", "!Other"),
        ("name: length", "name: !!python/name:os.system", "python/name"),
    ],
)
def test_no_tag_runs(old: str, new: str, word: str, tmp_path: Path) -> None:
    path = _file(tmp_path, THEIRS.replace(old, new, 1))
    first, second = PLUGIN.read(path)
    assert first.skipped is not None
    assert word in str(first.skipped.faults[0].rule)
    assert second.items


def test_references_that_explode_are_damage(tmp_path: Path) -> None:
    layers = ["&a0 [x, x]"] + [
        "&a{} [{}]".format(n, ", ".join([f"*a{n - 1}"] * 10)) for n in range(1, 8)
    ]
    lines = "".join(f"      k{n}: {layer}\n" for n, layer in enumerate(layers))
    text = f"templates:\n  a: !Template\n    jinja: x\n    metadata:\n{lines}"
    (row,) = PLUGIN.read(_file(tmp_path, text))
    assert row.skipped is not None
    assert "too large" in str(row.skipped.faults[0].rule)


@pytest.mark.parametrize(
    "text", ["", "- a\n", "templates: {}\n", "a: 1\n", "templates: [\n", "x: [a\n"]
)
def test_anything_else_is_refused(text: str, tmp_path: Path) -> None:
    path = _file(tmp_path, text)
    assert PLUGIN.recognises(path) == 0
    with pytest.raises(TransferError):
        list(PLUGIN.read(path))


def test_a_template_without_a_question_is_skipped(tmp_path: Path) -> None:
    path = _file(tmp_path, THEIRS.replace("写一首", "||| 写一首"))
    _, second = PLUGIN.read(path)
    assert second.skipped is not None
    assert second.skipped.faults[0].field == "jinja"
