from pathlib import Path

import pytest

from instrstudio.domain.errors import TemplateError
from instrstudio.templates.library import read, shipped

GOOD = """
task_type = "other"
[[template]]
pair = "a"
name.zh = "甲"
name.en = "A"
needs = ["labels"]
priority = 1
keywords.zh = ["一"]
pattern.zh = '''
{{ input }}
'''
pattern.en = "x {{ input }}"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "some.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_entry_gives_both_languages(tmp_path: Path) -> None:
    english, chinese = read(write(tmp_path, GOOD))
    assert (english.id, chinese.id) == ("a.en", "a.zh")
    assert (english.pair, chinese.pair) == ("a", "a")
    assert chinese.pattern == "{{ input }}"
    assert chinese.keywords == ("一",)
    assert english.keywords == ()
    assert english.needs == ("labels",)
    assert english.priority == 1.0
    assert english.origin == "shipped"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name.en = "A"', "", "a: name.en"),
        ('pattern.en = "x {{ input }}"', "pattern.en = 3", "a: pattern.en"),
        ('"labels"', '"label"', "a: needs"),
        ("priority = 1", "priority = 2", "a: priority"),
        ("priority", "prority", "template 1: prority"),
        ('pair = "a"', "", "template 1: pair"),
        ('["一"]', '"一"', "a: keywords.zh"),
        ("task_type", "type", "task_type"),
        ("[[template]]", "[template]", "template"),
        ("[[template]]", "[[template", ""),
    ],
)
def test_a_broken_file_is_named_with_the_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(TemplateError) as caught:
        read(path)
    assert "some.toml" in str(caught.value)
    assert f"“{key}”" in str(caught.value)


def test_shipped_templates_are_read_once() -> None:
    assert shipped() is shipped()
    assert len({template.id for template in shipped()}) == len(shipped())
