"""YAML that comes back as it was, whatever the text."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from instrstudio.formats.frame.yaml_out import yaml_text

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(texts)
@example("i\x85")
@example("前\u2028后")
@example("\u2029 a\n\x85b ")
@example("a\r\nb\tc: #d\ufeff\x00")
def test_every_text_comes_back(text: str) -> None:
    assert yaml.safe_load(yaml_text([{"text": text}])) == [{"text": text}]


@pytest.mark.parametrize("text", ["请翻译：你好", "Plain words", "two\nlines\n"])
def test_text_stays_readable(text: str) -> None:
    written = yaml_text([{"text": text}])
    assert all(line in written for line in text.splitlines())
