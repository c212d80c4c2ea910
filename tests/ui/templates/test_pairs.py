import pytest

from instrstudio.domain.template import Template
from instrstudio.ui.templates.braces import partner_of
from instrstudio.ui.templates.completion import Entry, Words, wanted
from instrstudio.ui.templates.new_template import free_id
from instrstudio.ui.templates.pairs import matching, pairs_of, state_of


def form(language: str, **facts: object) -> Template:
    values: dict[str, object] = {
        "id": f"news.{language}",
        "name": f"News {language}",
        "task_type": "summarization",
        "language": language,
        "pattern": "{{ input }}",
        "pair": "news",
        **facts,
    }
    return Template(**values)  # type: ignore[arg-type]  # the fields of a template


def test_both_languages_are_one_pair_that_knows_which_lags() -> None:
    edited = form("en", origin="project", version=2)
    (pair,) = pairs_of([form("zh"), edited])
    assert pair.languages == ("en", "zh")
    assert (pair.behind("en"), pair.behind("zh")) == (0, 2)
    assert state_of(edited, frozenset({"news.en"})) == "edited"
    assert state_of(edited, frozenset()) == "own"
    assert state_of(form("zh"), frozenset()) == "shipped"


def test_the_filter_wants_all_words() -> None:
    pairs = pairs_of([form("zh"), form("en", pair="other", id="o.en", name="Letter")])
    assert [p.key for p in matching(pairs, "letter INPUT")] == ["other"]
    assert matching(pairs, "letter news") == []


WORDS = Words(
    slots=(Entry("input"), Entry("input_form")),
    filters=(Entry("upper_first"),),
    tags=(Entry("if"), Entry("endif")),
)


@pytest.mark.parametrize(
    ("before", "typed", "names"),
    [
        ("{{ ", "", ["input", "input_form"]),
        ("x {{ input_", "input_", ["input_form"]),
        ("{{ input|u", "u", ["upper_first"]),
        ("a | u", "", []),
        ("{% e", "e", ["endif"]),
        ("{% if not inp", "inp", ["input", "input_form"]),
        ("plain in", "", []),
    ],
)
def test_what_is_offered_follows_from_the_text_before(
    before: str, typed: str, names: list[str]
) -> None:
    found, entries = wanted(WORDS, before)
    assert (found, [entry.name for entry in entries]) == (typed, names)


def test_the_delimiter_at_the_cursor_has_its_partner() -> None:
    assert partner_of("a {{ b }} c", 3) == [(2, 4), (7, 9)]
    assert partner_of("{%- if x -%}", 11) == [(0, 3), (9, 12)]
    assert partner_of("{{ a %}", 1) == []
    assert partner_of("{{ a", 1) == []


def test_ids_are_free_and_keep_chinese() -> None:
    taken = frozenset({"other.新闻.zh"})
    assert free_id("other.新闻", "zh", taken) == "other.新闻-2.zh"
    assert free_id("///", "en", taken) == "template.en"
