from instrstudio.analysis.profile import profile_of
from instrstudio.analysis.unchanged import unchanged
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, assemble
from instrstudio.domain.task import Example, Task

SHOWN = Task(examples=(Example(input="The mill burned.", output="A fire."),))


def text_of(instruction: str, task: Task) -> str:
    made = unchanged(Record(id=3, instruction=instruction), profile_of(task))
    return assemble(made.pieces)[0]


def test_an_instruction_stays_word_for_word() -> None:
    said = "Say it in two words."
    assert text_of(said, SHOWN).startswith(said)


def test_the_place_of_the_input_takes_the_name_of_the_task() -> None:
    task = Task(description="Summarize a news article.", examples=SHOWN.examples)
    text = text_of("Shorten this:\n[old text]\nBe brief.", task)
    assert "[old text]" not in text
    assert text.startswith("Shorten this:\n[")
    assert text.endswith("Be brief.")


def test_an_instruction_without_a_place_gets_one_where_there_is_an_input() -> None:
    made = unchanged(Record(id=3, instruction="Shorten it."), profile_of(SHOWN))
    assert made.pieces[-1].origin is Origin.SLOT
    alone = Task(description="Write a poem about rain.")
    assert text_of("Write about rain.", alone) == "Write about rain."


def test_nothing_counts_as_changed_and_every_word_is_the_records() -> None:
    record = Record(id=3, instruction="Shorten it.")
    made = unchanged(record, profile_of(Task(description="Write a poem about rain.")))
    assert made.changed == 0.0
    assert {piece.origin for piece in made.pieces} == {Origin.RECORD}
    assert made.pieces[0].ref is not None
    assert made.pieces[0].ref.id == "3"
