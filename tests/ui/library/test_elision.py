from hypothesis import given
from hypothesis import strategies as st

from instrstudio.ui.library.elision import elided, one_line


def measure(text: str) -> float:
    return float(len(text))


def test_a_short_line_stays_as_it_is() -> None:
    assert elided("abc def", [(4, 7)], 20, measure) == ("abc def", [(4, 7)])


def test_the_first_match_is_kept_in_sight() -> None:
    text = "x" * 100 + "needle" + "y" * 100
    shown, matches = elided(text, [(100, 106)], 40, measure)
    assert len(shown) <= 40
    assert [shown[a:b] for a, b in matches] == ["needle"]
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_line_breaks_become_blanks_at_the_same_offsets() -> None:
    assert one_line("a\nb\tc\r\nd") == "a b c  d"


@given(st.text(max_size=300), st.integers(5, 80), st.data())
def test_what_is_shown_fits_and_matches_lie_in_it(
    text: str, width: int, data: st.DataObject
) -> None:
    ranges = []
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        ranges = [(start, min(len(text), start + 3))]
    shown, matches = elided(text, ranges, width, measure)
    assert measure(shown) <= max(width, len(text) if len(text) <= width else width)
    assert all(0 <= a < b <= len(shown) for a, b in matches)
