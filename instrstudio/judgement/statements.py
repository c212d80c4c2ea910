"""Says a rule of style in a sentence."""

from collections.abc import Mapping

from instrstudio.domain.language import CHINESE
from instrstudio.domain.style import ADD, FORM, LEAD, LENGTH, PLEASE, SWAP
from instrstudio.domain.wording import Message, message
from instrstudio.judgement.phrases import DEMANDS, FIRST, INPUT, LAST, OUTPUT, START

_SAID = {
    (LEAD, "colon"): message("You lead the input in with a colon."),
    (LEAD, "stop"): message("You end the sentence before the input with a full stop."),
    (FORM, "first"): message("You say first what is to come out."),
    (FORM, "last"): message("You say last what is to come out."),
}
_NAMES = {
    OUTPUT: {"zh": "〈输出〉", "en": "‹output›"},
    INPUT: {"zh": "〈输入〉", "en": "‹input›"},
    DEMANDS: {"zh": "〈约束〉", "en": "‹constraints›"},
}


def statement(kind: str, language: str, value: Mapping[str, str]) -> Message:
    """Return what a rule says, for people."""
    if kind == SWAP:
        return _swapped(value["find"], value["put"], language)
    if kind == ADD:
        return _added(shown(value["text"], language), value.get("place", ""))
    if kind == LENGTH:
        return _length(language, value["want"], value.get("units", ""))
    if kind == PLEASE:
        words = "请" if language == CHINESE else "please"
        if value["want"] == "with":
            return message("You are polite: “{words}”.", words=words)
        return message("You leave “{words}” out.", words=words)
    return _SAID[kind, value["want"]]


def _swapped(find: str, put: str, language: str) -> Message:
    """Return what a rule of swapped words says."""
    find, put = shown(find, language), shown(put, language)
    if put:
        return message("You write “{put}” for “{find}”.", put=put, find=find)
    return message("You take “{find}” out.", find=find)


def _length(language: str, want: str, units: str) -> Message:
    """Return what a rule of length says."""
    if language == CHINESE:
        if want == "short":
            return message("You like Chinese short: about {units} characters.",
                           units=units)  # fmt: skip
        return message("You like Chinese long: about {units} characters.", units=units)
    if want == "short":
        return message("You like English short: about {units} words.", units=units)
    return message("You like English long: about {units} words.", units=units)


def _added(text: str, place: str) -> Message:
    """Return what a rule of added words says."""
    if place == START:
        return message("You begin with “{text}”.", text=text)
    if place == FIRST:
        return message("You put “{text}” first.", text=text)
    if place == LAST:
        return message("You put “{text}” last.", text=text)
    return message("You add “{text}”.", text=text)


def shown(text: str, language: str) -> str:
    """Return words with the names of a task's parts as people read them."""
    for name, said in _NAMES.items():
        text = text.replace(name, said["zh" if language == CHINESE else "en"])
    return text


def meant(text: str) -> str:
    """Return words as a rule keeps them, of words as `shown` gives them."""
    for name, said in _NAMES.items():
        for one in said.values():
            text = text.replace(one, name)
    return text
