import pytest
from hypothesis import given
from hypothesis import strategies as st
from reacting import CHINESE_FACTS, FACTS, candidate

from instrstudio.domain.reaction import Facts
from instrstudio.domain.span import Origin, covers
from instrstudio.domain.style import (
    ADD,
    FORM,
    LEAD,
    LENGTH,
    PLEASE,
    STYLE,
    SWAP,
    StyleRule,
)
from instrstudio.judgement.adapting import adapted
from instrstudio.judgement.statements import statement

ENGLISH = "Summarize the news article, with care. Keep the facts.\n\n[news article]"
CHINESE = "请对以下新闻文章进行摘要，生成一篇简洁的摘要：\n\n[新闻文章内容]"


def rule(kind: str, language: str = "", **value: str) -> StyleRule:
    return StyleRule(
        name=f"{kind}.{language}",
        kind=kind,
        language=language,
        value=value,
        statement=statement(kind, language, value),
    )


def written(text: str, *rules: StyleRule, facts: Facts = FACTS) -> str:
    one = candidate(text)
    new, spans, _acted = adapted(one.text, one.spans, facts, rules)
    assert covers(new, spans)
    slots = [new[s.start : s.end] for s in spans if s.origin is Origin.SLOT]
    assert slots == ([facts.slot] if facts.slot in text else [])
    return new


@pytest.mark.parametrize(
    ("done", "wanted"),
    [
        (rule(PLEASE, want="with"), f"Please s{ENGLISH[1:]}"),
        (rule(PLEASE, want="without"), ENGLISH),
        (rule(LEAD, want="colon"), ENGLISH.replace("facts.", "facts:")),
        (
            rule(SWAP, find="Summarize", put="Condense"),
            ENGLISH.replace("Summarize", "Condense"),
        ),
        (rule(SWAP, find=", with care", put=""), ENGLISH.replace(", with care", "")),
        (
            rule(SWAP, find="Keep the facts.", put=""),
            "Summarize the news article, with care.\n\n[news article]",
        ),
        (rule(ADD, text="Thanks!", place="last", gap="\n"), f"{ENGLISH}\nThanks!"),
        (rule(ADD, text="Take time.", place="first"), f"Take time. {ENGLISH}"),
        (rule(ADD, text="Briefly", place="start"), f"Briefly s{ENGLISH[1:]}"),
        (
            rule(ADD, text="Use {output_form} style.", place="middle"),
            ENGLISH.replace("care. ", "care. Use summary style. "),
        ),
        (
            rule(LENGTH, want="short", units="4"),
            "Summarize the news article.\n\n[news article]",
        ),
    ],
)
def test_what_a_rule_does(done: StyleRule, wanted: str) -> None:
    assert written(ENGLISH, done) == wanted


@pytest.mark.parametrize(
    ("done", "wanted"),
    [
        (rule(PLEASE, want="without"), CHINESE[1:]),
        (rule(PLEASE, want="with"), CHINESE),
        (rule(LEAD, want="stop"), CHINESE.replace("：", "。")),
        (rule(SWAP, find="简洁", put="简短"), CHINESE.replace("简洁", "简短")),
        (
            rule(LENGTH, want="short", units="9"),
            "请对以下新闻文章进行摘要：\n\n[新闻文章内容]",
        ),
        (
            rule(ADD, text="不要解释。", place="middle"),
            CHINESE.replace("：", "。不要解释："),
        ),
    ],
)
def test_what_a_rule_does_in_chinese(done: StyleRule, wanted: str) -> None:
    assert written(CHINESE, done, facts=CHINESE_FACTS) == wanted


def test_the_output_is_named_first() -> None:
    text = "Read the news article. Write a summary. Be fair.\n\n[news article]"
    wanted = "Write a summary. Read the news article. Be fair.\n\n[news article]"
    assert written(text, rule(FORM, want="first")) == wanted
    assert written(wanted, rule(FORM, want="first")) == wanted


def test_a_heading_keeps_its_list() -> None:
    text = (
        "Sum it up. Be fair.\n\n[news article]\n\nRules:\n1. No more than 80 words.\n"
        "2. Plain."
    )
    wanted = "Sum it up.\n\n[news article]\n\nRules:\n1. No more than 80 words."
    assert written(text, rule(LENGTH, want="short", units="2")) == wanted


def test_constraints_and_slots_stay() -> None:
    text = "Sum up, no more than 80 words:\n\n[news article]"
    taking = rule(SWAP, find="80 words", put="")
    slot = rule(SWAP, find="news article", put="text")
    assert written(text, taking, slot) == text


def test_added_words_are_the_persons_style() -> None:
    one = candidate(ENGLISH)
    done = rule(ADD, text="Thanks!", place="last", gap="\n")
    text, spans, acted = adapted(one.text, one.spans, FACTS, [done])
    last = spans[-1]
    assert text[last.start : last.end] == "\nThanks!"
    assert last.ref is not None
    assert (last.ref.kind, last.ref.id) == (STYLE, done.name)
    assert acted == (done.name,)
    kept = [(s.start, s.end, s.origin) for s in spans[:-1]]
    assert kept == [(s.start, s.end, s.origin) for s in one.spans]


def test_rules_of_another_language_and_those_off_do_nothing() -> None:
    off = StyleRule(
        name="please",
        kind=PLEASE,
        language="",
        value={"want": "with"},
        statement=statement(PLEASE, "", {"want": "with"}),
        is_on=False,
    )
    assert written(ENGLISH, off, rule(PLEASE, "zh", want="with")) == ENGLISH


def test_no_rule_leaves_the_candidate_itself() -> None:
    one = candidate(ENGLISH)
    assert adapted(one.text, one.spans, FACTS, []) == (one.text, one.spans, ())


def test_a_text_is_never_left_without_words() -> None:
    text = "Sum up\n\n[news article]"
    assert written(text, rule(SWAP, find="Sum up", put="")) == text


RULES = (
    rule(PLEASE, want="with"),
    rule(PLEASE, want="without"),
    rule(LEAD, want="colon"),
    rule(LEAD, want="stop"),
    rule(FORM, want="first"),
    rule(FORM, want="last"),
    rule(LENGTH, want="short", units="3"),
    rule(SWAP, find="the", put=""),
    rule(ADD, text="Now.", place="middle"),
)


@given(
    st.lists(
        st.sampled_from(
            ["Please sum up.", "Read the text:", "Give a summary, in short,", "\n",
             "the news article", "You are an editor.", "no more than 80 words"]
        ),
        max_size=6,
    ),
    st.lists(st.sampled_from(RULES), max_size=4),
    st.booleans(),
)  # fmt: skip
def test_spans_cover_and_slots_stay_whatever_the_rules(
    parts: list[str], rules: list[StyleRule], last: bool
) -> None:
    text = " ".join(parts).strip()
    text = f"Do it. {text}\n\n[news article]" if last else f"[news article]\n{text} Go."
    new = written(text, *rules)
    assert new.count("no more than 80 words") == text.count("no more than 80 words")
