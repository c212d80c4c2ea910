from reacting import CHINESE_FACTS, FACTS, by_chance, choice, edit, shown

from instrstudio.domain.reaction import Facts, Reaction
from instrstudio.domain.style import ADD, FORM, LEAD, LENGTH, PLEASE, SWAP, StyleRule
from instrstudio.judgement.style import Style

TEXTS = (
    "Please summarize the news article in short:\n\n[news article]",
    "Please write a summary of the news article:\n\n[news article]",
    "Please give the gist of the news article:\n\n[news article]",
    "Please condense the news article and keep the facts:\n\n[news article]",
)


def of_kind(style: Style, kind: str) -> list[StyleRule]:
    return [rule for rule in style.rules() if rule.kind == kind]


def taught(edits: list[tuple[str, str]], facts: Facts = FACTS) -> Style:
    style = Style()
    for before, after in edits:
        style.learn(edit(before, after, facts))
    return style


def without_please(text: str) -> str:
    bare = text.replace("Please ", "")
    return bare[0].upper() + bare[1:]


def test_two_edits_make_a_rule_with_its_evidence() -> None:
    edits = [(text, without_please(text)) for text in TEXTS]
    assert of_kind(taught(edits[:1]), PLEASE) == []
    (rule,) = of_kind(taught(edits[:2]), PLEASE)
    assert rule.value == {"want": "without"}
    assert (rule.seen, rule.of) == (2, 2)
    assert rule.language == "en"
    assert str(rule.statement) == "You leave “please” out."


def test_words_swapped_again_and_again() -> None:
    edits = [(text, text.replace("the news", "this news")) for text in TEXTS]
    (rule,) = of_kind(taught(edits), SWAP)
    assert rule.value == {"find": "the {input_form}", "put": "this {input_form}"}
    assert str(rule.statement) == "You write “this ‹input›” for “the ‹input›”."


def test_words_added_again_and_again() -> None:
    style = taught([(text, f"{text}\n\nThink first.") for text in TEXTS])
    (rule,) = of_kind(style, ADD)
    assert rule.value == {"text": "Think first.", "place": "last", "gap": "\n\n"}


def test_the_names_of_a_tasks_parts_are_general() -> None:
    other = Facts(language="en", output_form="translation", slot="[text]")
    style = Style()
    style.learn(edit(TEXTS[0], TEXTS[0] + "\nOnly the summary.", FACTS))
    text = "Translate this:\n\n[text]"
    style.learn(edit(text, text + "\nOnly the translation.", other))
    (rule,) = of_kind(style, ADD)
    assert rule.value["text"] == "Only the {output_form}."


def test_full_stop_before_the_input() -> None:
    edits = [(text, text.replace(":\n\n[", ".\n\n[")) for text in TEXTS]
    (rule,) = of_kind(taught(edits), LEAD)
    assert rule.value == {"want": "stop"}


def test_the_output_first() -> None:
    before = "Read the news article. Then write a summary.\n\n[news article]"
    after = "Then write a summary. Read the news article.\n\n[news article]"
    (rule,) = of_kind(taught([(before, after)] * 3), FORM)
    assert rule.value == {"want": "first"}


def test_short_ones_are_wanted_where_edits_shorten() -> None:
    long = "Sum up the news article. Keep facts. Drop the rest.\n\n[news article]"
    short = "Sum up the news article.\n\n[news article]"
    (rule,) = of_kind(taught([(long, short)] * 2), LENGTH)
    assert rule.value == {"want": "short", "units": "5"}


def test_long_ones_are_wanted_where_choices_are_long() -> None:
    style = Style()
    for seed in range(30):
        style.learn(choice(len, shown(seed)))
    (rule,) = of_kind(style, LENGTH)
    assert rule.value["want"] == "long"


def test_what_was_only_kept_is_no_habit() -> None:
    style = Style()
    for text in TEXTS * 5:
        style.learn(edit(text, text.replace("news article:", "news article now:")))
    assert of_kind(style, PLEASE) == []
    assert of_kind(style, LEAD) == []


def test_chance_makes_no_rules() -> None:
    rules = 0
    for person in range(10):
        liked = by_chance(person)
        style = Style()
        for seed in range(40):
            style.learn(choice(liked, shown(seed)))
        rules += len(style.rules())
    assert rules <= 2


def test_taking_the_first_says_nothing() -> None:
    style = Style()
    for seed in range(40):
        candidates = shown(seed)
        style.learn(choice(lambda _text: 0.0, candidates))
    assert style.rules() == []


def test_a_change_of_mind_turns_the_rule() -> None:
    style = taught([(text, without_please(text)) for text in TEXTS * 3])
    for text in TEXTS * 2:
        style.learn(edit(without_please(text), text))
    (rule,) = of_kind(style, PLEASE)
    assert rule.value == {"want": "with"}


def test_languages_have_habits_of_their_own() -> None:
    before = "请概括新闻文章：\n\n[新闻文章内容]"
    style = taught([(before, before[1:])] * 3, CHINESE_FACTS)
    (rule,) = of_kind(style, PLEASE)
    assert rule.language == "zh"


def test_a_rejection_says_nothing_of_style() -> None:
    style = Style()
    for text in TEXTS:
        style.learn(Reaction(kind="reject", text=text, facts=FACTS, weight=-0.7))
    assert style.rules() == []
    assert style.past == []


def test_no_two_rules_contradict_each_other() -> None:
    style = taught([(text, without_please(text)) for text in TEXTS])
    for text in TEXTS:
        style.learn(edit(without_please(text), text))
    wants = [rule.value["want"] for rule in of_kind(style, PLEASE)]
    assert len(wants) <= 1
