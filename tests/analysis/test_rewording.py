"""Words of one task in the place of those of a record."""

from instrstudio.analysis.kinship import profile_of_record
from instrstudio.analysis.profile import profile_of
from instrstudio.analysis.rewording import LIMIT, Writer
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin
from instrstudio.domain.task import Task

REVIEW = Record(
    id=3,
    instruction=(
        'Label the product review below as "good", "bad" or "mixed":'
        "\n\n[product review]"
    ),
    task_description="Label product reviews",
    task_type="classification",
    language="en",
)


def writer(record: Record, description: str) -> Writer:
    own = profile_of_record(record)
    assert own is not None
    return Writer(record, own, profile_of(Task(description=description)))


def reworded(record: Record, description: str) -> str:
    pieces = writer(record, description).rewritten(0, len(record.instruction))
    return "".join(piece.text for piece in pieces)


def test_kept_words_know_their_place_and_new_words_are_the_tasks() -> None:
    made = writer(REVIEW, "Classify the email as spam or ham")
    pieces = made.rewritten(0, len(REVIEW.instruction))
    for piece in pieces:
        assert piece.origin in (Origin.RECORD, Origin.TASK)
        if piece.ref and piece.ref.kind == "record" and piece.ref.start is not None:
            there = REVIEW.instruction[piece.ref.start : piece.ref.end]
            assert there == piece.text
    tasks = [piece.text for piece in pieces if piece.origin is Origin.TASK]
    assert {"spam", "ham"} <= set(tasks)


def test_a_list_of_classes_gives_way_to_the_tasks() -> None:
    text = reworded(REVIEW, "Classify the email as spam or ham")
    assert "spam, ham" in text
    assert "mixed" not in text


def test_other_classes_are_contradictions() -> None:
    made = writer(
        Record(
            instruction="从“好”“坏”中选一个。拿不准的归为“坏”。\n[评论]",
            task_type="classification",
            task_description="判断评论好坏",
            language="zh",
        ),
        "判断评论的倾向（满意、失望）",
    )
    assert made.contradicts("拿不准的归为“坏”")
    assert not made.contradicts("从“好”“坏”中选一个")
    assert not made.contradicts("不要猜")


def test_a_text_with_a_question_leaves_the_question_alone() -> None:
    record = Record(
        instruction="回答下面的问题，先说结论：\n\n[问题]",
        task_description="回答问题",
        task_type="question_answering",
        language="zh",
    )
    assert reworded(record, "根据文章回答问题").startswith("回答下面的问题，先说结论")


def test_languages_change_places() -> None:
    record = Record(
        instruction="把中文译成英文，符合英文习惯。",
        task_description="把中文译成英文",
        task_type="translation",
        language="zh",
    )
    assert reworded(record, "把日语翻译成法语") == "把日语译成法语，符合法语习惯。"


def test_english_articles_follow_their_words() -> None:
    record = Record(
        instruction="Write a summary of a report.",
        task_description="Write a summary of a research paper",
        task_type="summarization",
        language="en",
    )
    assert LIMIT.search("at most 20 words")
    assert "an article" not in reworded(record, "Summarize an email")


def test_naming_an_input_the_task_lacks() -> None:
    made = writer(REVIEW, "Classify emails as spam or ham")
    assert made.mentions_input("quote the product review")
    assert not made.mentions_input("do not guess")
    same = writer(REVIEW, "Classify product reviews")
    assert not same.mentions_input("quote the product review")
