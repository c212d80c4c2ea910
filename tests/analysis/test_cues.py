import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.analysis.cues import folded, needed
from instrstudio.analysis.lexicon import lexicon
from instrstudio.analysis.likeness import Exemplars, cosine, grams
from instrstudio.analysis.profile import profile_of, type_of
from instrstudio.domain.task import Example, Task

TYPES = [
    words for language in ("en", "zh") for words in lexicon(language).types.values()
]
PATTERNS = [pattern for words in TYPES for pattern, _weight in words.cues]
TEXTS = [text for words in TYPES for text in words.exemplars]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("takeaways", ("takeaways",)),
        ("SQL", ("sql",)),
        (r"classif\w+", ("classif",)),
        ("boil .{0,30} down", ("boil ",)),
        ("(?:英文|中文)版", ("中文", "英文")),
        (r"summar(?:y|ies)\w*", ("summar",)),
        ("shell|bash", ("bash", "shell")),
        ("colou?r", ("colo",)),
        ("ab{2,}c", ("ab",)),
        ("ab{0,2}c", ("a",)),
        ("[^]x]yes", ("yes",)),
        (r"c\+\+ programs", ("c++ programs",)),
        ("(?<![a-z])code(?!book)", ("code",)),
    ],
)
def test_what_a_pattern_needs(pattern: str, texts: tuple[str, ...]) -> None:
    assert needed(pattern) == texts


@pytest.mark.parametrize(
    "pattern", ["a?", "[ab]", "x|[ab]", r"\u0061bc", "(?:ab)?", ""]
)
def test_nothing_is_needed_where_nothing_must_stand(pattern: str) -> None:
    assert needed(pattern) == ()


def test_nearly_every_shipped_cue_says_what_it_needs() -> None:
    silent = [p.pattern for p in PATTERNS if not needed(p.pattern)]

    assert len(silent) <= 3


def test_what_matches_a_cue_holds_what_it_needs() -> None:
    matches = [
        (pattern.pattern, match.group())
        for pattern in PATTERNS
        for text in TEXTS
        if (match := pattern.search(text))
    ]

    assert len(matches) > 100
    for pattern, found in matches:
        texts = needed(pattern)
        assert not texts or any(text in folded(found) for text in texts)


@given(st.data())
def test_looking_for_all_finds_what_searching_each_finds(data: st.DataObject) -> None:
    pieces = st.one_of(
        st.sampled_from(TEXTS),
        st.sampled_from(
            ["TRANSLATE ", "ſummary", "Kotlin", "quız", "İmplement", "写一"]
        ),
        st.text(max_size=20),
    )
    text = "".join(data.draw(st.lists(pieces, max_size=4)))
    words = lexicon(data.draw(st.sampled_from(["en", "zh"])))

    expected = [
        (name, weight, match.span())
        for name, type_words in words.types.items()
        for pattern, weight in type_words.cues
        if (match := pattern.search(text))
    ]

    assert [
        (n, w, match.span()) for n, w, match in words.cues.matches(text)
    ] == expected


@given(
    st.dictionaries(st.sampled_from("abc"), st.lists(st.text(max_size=9))), st.text()
)
def test_the_nearest_exemplar_is_the_one_with_the_highest_cosine(
    texts: dict[str, list[str]], text: str
) -> None:
    bag = grams(text)

    assert Exemplars(texts).nearest(bag) == {
        name: max((cosine(bag, grams(each)) for each in own), default=0.0)
        for name, own in texts.items()
    }


@pytest.mark.parametrize("line", TEXTS[::3])
@pytest.mark.parametrize("shown", [False, True])
def test_the_type_alone_is_that_of_the_profile(line: str, shown: bool) -> None:
    examples = (Example(input=line, output=line[::-1]),) if shown else ()
    task = Task(description=line, examples=examples)

    assert type_of(task) == profile_of(task).task_type
