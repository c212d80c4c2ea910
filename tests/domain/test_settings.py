"""Settings come from a mapping and say which key is wrong."""

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.settings import Settings


def test_json_form_returns_and_strangers_are_left_aside() -> None:
    settings = Settings(theme="dark", text_size=115)
    assert Settings.from_mapping({**settings.as_dict(), "newer": 1}) == settings


@pytest.mark.parametrize(
    ("key", "value"), [("theme", "pink"), ("text_size", "100"), ("text_size", 101)]
)
def test_a_wrong_value_is_named(key: str, value: object) -> None:
    with pytest.raises(InvalidInput, match=key):
        Settings.from_mapping({key: value})
