"""Sentences, and the errors that carry them."""

from instrstudio.domain.errors import InstrStudioError, TemplateError
from instrstudio.domain.wording import Message, message


def test_a_message_is_filled_late() -> None:
    said = message("{count} of {file}", count=2, file="a.json")
    assert str(said) == "2 of a.json"
    assert said.template == "{count} of {file}"
    assert str(Message("{literal} braces stay")) == "{literal} braces stay"


def test_an_error_speaks_english_and_carries_its_message() -> None:
    error = TemplateError(message("Bad {name}.", name="x"), line=2, column=5)
    assert isinstance(error, InstrStudioError)
    assert str(error) == "Bad x."
    assert (error.line, error.column) == (2, 5)
