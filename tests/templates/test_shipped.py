"""Every shipped template, in every situation: does it read well and add up?"""

import re
from collections import Counter

import pytest
from task_profiles import all_profiles

from instrstudio.domain.span import Origin, assemble, covers
from instrstudio.domain.task import TASK_TYPES
from instrstudio.domain.template import Template
from instrstudio.methods.template import suits
from instrstudio.templates.library import constraints, shipped
from instrstudio.templates.lint import ERROR, lint
from instrstudio.templates.renderer import render

MAIN = TASK_TYPES[:6]
_DOUBLED = re.compile(
    r"  |[，。；：、！？]{2}|[,;:!?]{2}|\.\.|[。，]\.|\s[,.;:!?，。；：]|\n{3}|（）"
    r"|\(\)|“”|None|undefined|\{\{|\}\}|[ \t]\n"
)
_ARTICLE = re.compile(r"\b(an?|an) \{\{")


def ids(template: Template) -> str:
    return template.id


@pytest.mark.parametrize("template", shipped(), ids=ids)
def test_template_reads_well_for_every_task_it_suits(template: Template) -> None:
    types = TASK_TYPES if template.task_type == "other" else (template.task_type,)
    used = 0
    for task_type in types:
        for profile in all_profiles(task_type, template.language):
            for fill in (False, True):
                if not suits(template, profile, fill=fill):
                    continue
                used += 1
                text, spans = assemble(render(template, profile, fill=fill))
                assert covers(text, spans)
                assert text == text.strip()
                assert not _DOUBLED.search(text), text
                slots = [s for s in spans if s.origin is Origin.SLOT]
                assert len(slots) == int(profile.has_input and not fill), text
                if profile.has_input and not fill:
                    assert text.count(profile.slot_text) == 1
                for constraint in profile.constraints:
                    stem = constraint.text.rstrip("。.")
                    assert stem.lower() in text.lower(), text
    assert used, "no task needs this template"


@pytest.mark.parametrize("template", shipped(), ids=ids)
def test_template_is_clean(template: Template) -> None:
    assert [p for p in lint(template.pattern) if p.severity == ERROR] == []
    assert not _ARTICLE.search(template.pattern), "a/an before any noun phrase"
    if template.language == "en":
        assert template.pattern.isascii() or not re.search(
            r"[\u4e00-\u9fff，。：]", template.pattern
        )
    else:
        assert re.search(r"[\u4e00-\u9fff]", template.name)


def test_every_template_has_its_other_language() -> None:
    pairs = Counter(template.pair for template in shipped())
    assert set(pairs.values()) == {2}
    by_id = {template.id: template for template in shipped()}
    for pair in pairs:
        chinese, english = by_id[f"{pair}.zh"], by_id[f"{pair}.en"]
        assert chinese.needs == english.needs
        assert chinese.priority == english.priority
        assert bool(chinese.keywords) == bool(english.keywords)


def test_there_are_enough_wordings_of_every_type() -> None:
    counts = Counter(t.task_type for t in shipped() if t.language == "en")
    assert set(counts) == set(TASK_TYPES)
    for task_type in TASK_TYPES:
        assert counts[task_type] >= (6 if task_type in MAIN else 4)


def test_names_differ_within_a_type() -> None:
    names = Counter((t.task_type, t.language, t.name) for t in shipped())
    assert max(names.values()) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_constraints_have_a_wording_of_their_own(language: str) -> None:
    assert constraints(language).language == language
    assert constraints(language) not in shipped()
