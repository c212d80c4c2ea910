"""Pieces make a text, and spans cover it."""

from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.span import (
    Origin,
    Piece,
    Ref,
    Span,
    assemble,
    covers,
    merged,
    pieces_of,
    strip,
)

PIECES = st.lists(
    st.builds(
        Piece,
        st.text(max_size=8),
        st.sampled_from(Origin),
        st.none() | st.builds(Ref, kind=st.sampled_from(["task", "record"])),
    ),
    max_size=8,
)


@given(PIECES)
def test_spans_cover_the_text_and_cut_it_again(pieces: list[Piece]) -> None:
    text, spans = assemble(pieces)
    assert text == "".join(piece.text for piece in pieces)
    assert covers(text, spans)
    assert pieces_of(text, spans) == merged(pieces)


@given(PIECES)
def test_strip_is_the_strip_of_the_text(pieces: list[Piece]) -> None:
    text, spans = assemble(strip(pieces))
    assert text == "".join(piece.text for piece in pieces).strip()
    assert covers(text, spans)


@given(PIECES)
def test_json_form_returns(pieces: list[Piece]) -> None:
    _, spans = assemble(pieces)
    assert tuple(Span.from_dict(span.as_dict()) for span in spans) == spans


def test_covers_sees_gap_overlap_and_shortfall() -> None:
    def span(start: int, end: int) -> Span:
        return Span(start=start, end=end, origin=Origin.TASK)

    assert covers("", ())
    assert not covers("abc", (span(0, 1), span(2, 3)))
    assert not covers("abc", (span(0, 2), span(1, 3)))
    assert not covers("abc", (span(0, 2),))
    assert not covers("abc", (span(0, 3), span(3, 3)))


def test_positions_are_code_points() -> None:
    text, spans = assemble([Piece("🀄𠮷", Origin.TASK), Piece("字", Origin.SLOT)])
    assert [(s.start, s.end) for s in spans] == [(0, 2), (2, 3)]
    assert text[2:3] == "字"
