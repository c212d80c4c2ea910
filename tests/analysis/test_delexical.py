import re

import pytest

from instrstudio.analysis import delexical, style
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.span import Origin, Ref, assemble, covers
from instrstudio.domain.task import Example, Task


def english(**values: object) -> TaskProfile:
    """A profile of a task in English."""
    found: dict[str, object] = {
        "task": Task(description="summarize a news article"),
        "task_type": "summarization",
        "language": "en",
        "input_form": Phrase("news article"),
        "output_form": Phrase("summary"),
        "slot": "news article",
    }
    return TaskProfile(**{**found, **values})  # type: ignore[arg-type]


def said(text: str, about: TaskProfile) -> str:
    return "".join(piece.text for piece in delexical.filled(text, about, "m"))


def test_words_become_tokens_the_longest_first() -> None:
    about = english(output_form=Phrase("news"))
    text = "Turn the News article into news."
    assert delexical.delexicalised(text, about) == (
        "Turn the <input_form> into <output_form>."
    )


def test_words_inside_other_words_stay() -> None:
    about = english(output_form=Phrase("rating"))
    assert delexical.delexicalised("a grating noise", about) == "a grating noise"


def test_the_last_bracket_is_the_place_of_the_input() -> None:
    about = english()
    target = delexical.target_text("Be [tone].\n\n[news article]", about)
    assert target == "Be [tone].\n\n<slot>"


def test_what_looks_like_a_token_in_the_users_text_is_none() -> None:
    task = Task(
        description="explain <slot> and <type=other>",
        examples=(Example(input="<labels>", output="<en>"),),
    )
    source = delexical.source_text(english(task=task, has_input=False))
    for token in ("<slot>", "<labels>", "<type=other>"):
        assert token not in source
    assert source.count("<en>") == 1


def test_the_source_says_what_there_is() -> None:
    about = english(labels=(Phrase("good"), Phrase("bad")), topic=Phrase(""))
    source = delexical.source_text(about)
    assert source.startswith("<en><type=summarization><has><slot><input_form>")
    assert "<labels>" in source
    assert "<topic>" not in source
    assert "<task>summarize a <input_form>" in source


def test_an_unknown_type_reads_as_other() -> None:
    assert "<type=other>" in delexical.source_text(english(task_type="haiku"))


def test_available_and_unavailable_part_the_tokens() -> None:
    about = english(has_input=False)
    known, unknown = delexical.available(about), delexical.unavailable(about)
    assert "<slot>" in unknown
    assert set(known) | set(unknown) == set(delexical.SPECIALS)
    assert not set(known) & set(unknown)


def test_filling_puts_the_words_back_with_their_places() -> None:
    ref = Ref(kind="task", field="description", start=12, end=24)
    about = english(input_form=Phrase("news article", ref))
    text = "Read the <input_form>:\n<slot>"
    whole, spans = assemble(delexical.filled(text, about, "m"))
    assert whole == "Read the news article:\n[news article]"
    assert covers(whole, spans)
    origins = [span.origin for span in spans]
    assert origins == [Origin.GENERATED, Origin.TASK, Origin.GENERATED, Origin.SLOT]
    assert spans[1].ref == ref
    assert spans[0].ref == Ref(kind="checkpoint", id="m")


def test_filling_undoes_delexicalising() -> None:
    about = profile_of(Task(description="将英文句子翻译成中文"))
    text = "请把英文句子译成中文，保持原意。"
    assert said(delexical.delexicalised(text, about), about) == text


def test_lists_are_joined_each_item_with_its_place() -> None:
    first, second = (Ref(kind="task", field="labels", start=i) for i in (0, 1))
    labels = (Phrase("正面", first), Phrase("负面。", second))
    about = english(language="zh", labels=labels)
    pieces = delexical.filled("选择<labels>之一", about, "m")
    assert [p.text for p in pieces if p.text] == ["选择", "正面", "、", "负面", "之一"]
    assert pieces[1].ref == first
    assert pieces[3].ref == second


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("email", "Write a <output_form>.", "Write an email."),
        ("summary", "Write an <output_form>.", "Write a summary."),
        ("key points", "Write a <output_form>.", "Write key points."),
        ("code", "Give a complete <output_form>.", "Give complete code."),
        ("email", "Give a clear <output_form>.", "Give a clear email."),
        ("summary", "Go.\n<output_form>:", "Go.\nSummary:"),
        ("synopsis", "Write a <output_form>.", "Write a synopsis."),
        ("list of key points", "Write a <output_form>.", "Write a list of key points."),
        (
            "short list of key points",
            "Write an <output_form>.",
            "Write a short list of key points.",
        ),
        ("outline for talks", "Give a <output_form>.", "Give an outline for talks."),
        ("series of tips", "Write a <output_form>.", "Write a series of tips."),
        ("tips for a trip", "Write a <output_form>.", "Write tips for a trip."),
        ("names of people", "Give a <output_form>.", "Give names of people."),
        ("pros and cons", "Write a <output_form>.", "Write pros and cons."),
    ],
)
def test_english_articles_and_capitals_suit_the_words(
    form: str, text: str, expected: str
) -> None:
    assert said(text, english(output_form=Phrase(form))) == expected


def test_a_language_named_twice_is_said_once() -> None:
    about = english(
        programming_language=Phrase("Python"), output_form=Phrase("Python function")
    )
    text = "Write a <programming_language> <output_form>."
    assert said(text, about) == "Write a Python function."


def test_a_language_the_form_names_has_no_token_of_its_own() -> None:
    about = english(programming_language=Phrase("SQL"), output_form=Phrase("SQL query"))
    assert "<programming_language>" not in delexical.available(about)


def test_the_first_sample_fills_the_place_when_wanted() -> None:
    task = Task(description="x", examples=(Example(input="Once."),), fill=True)
    (*_, piece) = delexical.filled("Read: <slot>", english(task=task), "m")[:2]
    assert piece.text == "Once."
    assert piece.origin is Origin.TASK
    assert piece.ref is not None
    assert piece.ref.field == "examples.0.input"


def shown(*examples: tuple[str, str], description: str = "") -> TaskProfile:
    """A profile of a task with samples."""
    made = tuple(Example(input=a, output=b) for a, b in examples)
    return english(task=Task(description=description, examples=made))


def samples_in(about: TaskProfile) -> list[str]:
    """Return what the source holds of each input and output, in turn."""
    return re.split("<in>|<out>", delexical.source_text(about))[1:]


def test_several_samples_are_read_three_at_most() -> None:
    about = shown(("Rain fell.", "Rain."), ("Snow\n fell.", "Snow."))
    assert samples_in(about) == ["Rain fell.", "Rain.", "Snow fell.", "Snow."]
    many = shown(*((f"in {i}", f"out {i}") for i in range(5)))
    assert samples_in(many) == ["in 0", "out 0", "in 1", "out 1", "in 2", "out 2"]


def test_samples_share_the_room_there_is() -> None:
    text = "a" * 900
    for count in (1, 2, 3):
        about = shown(*[(text, text)] * count)
        assert samples_in(about) == ["a" * (240 // count)] * (2 * count)


def test_a_chinese_character_takes_the_room_of_three_letters() -> None:
    about = shown(("雨" * 300, "雨" * 30 + "a" * 300))
    assert samples_in(about) == ["雨" * 80, "雨" * 30 + "a" * 150]


def test_a_text_that_just_fits_is_whole() -> None:
    assert samples_in(shown(("a" * 240, "雨" * 80))) == ["a" * 240, "雨" * 80]
    assert samples_in(shown(("a" * 241, "雨" * 81))) == ["a" * 240, "雨" * 80]


def test_a_task_without_samples_has_no_part_for_them() -> None:
    assert "<in>" not in delexical.source_text(english())
    assert samples_in(shown(("", "Only this."))) == ["", "Only this."]


def test_like_instructions_come_last_in_their_order() -> None:
    like = ["Sum it up.", "Write\na summary of <slot>.", "总结要点。", "A fourth."]
    source = delexical.source_text(shown(("in", "out")), like=like)
    parts = source.split(delexical.LIKE)
    assert parts[0] == delexical.source_text(shown(("in", "out")))
    assert parts[1:] == ["Sum it up.", "Write a summary of < slot>.", "总结要点。"]
    assert len(parts) == delexical.LIKE_MOST + 1


def test_like_instructions_are_cut_by_their_script() -> None:
    source = delexical.source_text(english(), like=["a" * 500, "总" * 500])
    assert source.split(delexical.LIKE)[1:] == ["a" * 200, "总" * 66]


def test_wishes_stand_before_what_there_is() -> None:
    wish = style.style_of("You are a teacher.")
    source = delexical.source_text(english(), wish=wish)
    head = "<en><type=summarization>"
    assert source.startswith(f"{head}<length=short><form=role><has>")
    assert source.replace("".join(wish), "") == delexical.source_text(english())


def test_control_tokens_stand_for_themselves_and_are_never_written() -> None:
    assert set(style.TOKENS) < set(delexical.SPECIALS)
    assert set(style.TOKENS) < set(delexical.unavailable(english()))
    text = f"Be {style.TOKENS[0]} please"
    assert not any(token in delexical.plain(text) for token in style.TOKENS)


def test_without_words_the_kind_of_task_is_left() -> None:
    profile = profile_of(
        Task(
            description="Translate the poem into French.",
            examples=(Example(input="The sea sleeps.", output="La mer dort."),),
        )
    )
    source = delexical.source_text(profile, like=["Put the text into French."])
    kind = delexical.without_words(source)
    assert source.startswith(kind)
    assert "<type=translation>" in kind
    assert "<target_language>" in kind
    assert not [word for word in ("poem", "sea", "mer", "text") if word in kind]
