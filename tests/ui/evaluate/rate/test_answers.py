"""Answers key by key: what is asked next, what follows, what is taken back."""

from instrstudio.domain.rating import AUDIT_QUESTIONS, LIKERT_QUESTIONS
from instrstudio.ui.evaluate.rate.answers import Answers


def is_complete(answers: Answers) -> bool:
    return answers.is_complete


def test_each_answer_leads_to_the_next_open_question() -> None:
    answers = Answers(LIKERT_QUESTIONS[:3], {"likert.completeness": 2})
    assert answers.place == 0
    assert answers.answer(4)
    assert answers.place == 2
    assert not is_complete(answers)
    assert answers.answer(5)
    assert is_complete(answers)
    assert answers.said == {"likert.clarity": 4, "likert.faithfulness": 5}
    assert list(answers.all.values()) == [4, 2, 5]


def test_a_wrong_answer_is_none() -> None:
    answers = Answers(LIKERT_QUESTIONS[:1])
    assert not answers.answer(6)
    assert not answers.answer(0)
    assert not Answers().answer(1)
    assert answers.said == {}


def test_open_questions_before_come_round() -> None:
    answers = Answers(LIKERT_QUESTIONS[:3])
    answers.go_to(1)
    answers.answer(3)
    answers.answer(3)
    assert answers.place == 0
    answers.go_to(9)
    assert answers.place == 0


def test_the_last_answer_is_taken_back_first() -> None:
    answers = Answers(LIKERT_QUESTIONS[:3])
    for value in (1, 2):
        answers.answer(value)
    answers.go_to(0)
    answers.answer(5)
    assert answers.take_back()
    assert answers.place == 0
    assert answers.said == {"likert.completeness": 2}
    assert answers.take_back()
    assert answers.place == 1
    assert not answers.take_back()


def test_one_no_answers_the_last_question_of_an_audit() -> None:
    answers = Answers(AUDIT_QUESTIONS)
    answers.answer(1)
    answers.answer(0)
    assert answers.all["audit.all"] == 0
    assert not is_complete(answers)
    answers.answer(1)
    assert is_complete(answers)
    assert "audit.all" not in answers.said


def test_what_was_undone_is_there_but_for_its_last_answer() -> None:
    undone = {"likert.completeness": 2, "likert.clarity": 4}
    answers = Answers(LIKERT_QUESTIONS[:2], undone=undone)
    assert answers.said == {"likert.clarity": 4}
    assert answers.place == 1


def test_an_undone_audit_asks_the_question_before_the_one_that_followed() -> None:
    undone = {"audit.valid": 1, "audit.input": 0, "audit.output": 1, "audit.all": 0}
    answers = Answers(AUDIT_QUESTIONS, undone=undone)
    assert answers.place == 2
    assert answers.said == {"audit.valid": 1, "audit.input": 0}
