"""Natural Instructions as version 1 had them: one task with sections; write only.

Version 2 (“sni”) reads these files. Sections that say nothing hold “-”, as there.
"""

from collections.abc import Mapping, Sequence

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.frame.one_or_list import OneOrList
from instrstudio.formats.frame.row_format import no_record
from instrstudio.formats.frame.write_only import WriteOnly

_NOTHING = "-"
_NEGATIVE, _EXPLANATIONS = "Negative Examples", "explanations"
_BESIDE = ("Contributors", "Source", "URL", "Prompt")
_MOST_SHOWN = 3


class SniV1(OneOrList, WriteOnly):
    """Writes one task as an object, several as a list.

    “Things to Avoid” and “Emphasis & Caution” are the first and the second constraint;
    further ones follow the second.
    """

    name = "sni-v1"
    about = message("Natural Instructions, version 1")
    suffixes = (".task-v1.json",)
    keeps = (
        "instruction",
        "first input and output",
        "further samples",
        "constraints",
        "title",
        "tags",
    )
    places = (*_BESIDE, _NEGATIVE, _EXPLANATIONS)
    shape = message("an object with “Definition”, “Examples” and “Instances”")

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the task of a record."""
        if not isinstance(item, Record):
            return no_record()
        if fault := without_instruction(item):
            return fault
        texts = _listed(item.extra.get(_EXPLANATIONS))
        few = max(0, len(item.examples) - 1)
        shown = min(len(texts), len(item.examples)) or min(_MOST_SHOWN, few)
        positive = item.examples[:shown]
        return {
            **{name: item.extra.get(name, [_NOTHING]) for name in _BESIDE[:3]},
            "Categories": list(item.tags) or [_NOTHING],
            "Title": item.title or item.shown_title,
            "Prompt": item.extra.get("Prompt", _NOTHING),
            "Definition": item.instruction,
            "Things to Avoid": next(iter(item.constraints), _NOTHING),
            "Emphasis & Caution": "\n".join(item.constraints[1:]) or _NOTHING,
            "Examples": {
                "Positive Examples": [
                    _example(example, texts[at] if at < len(texts) else _NOTHING)
                    for at, example in enumerate(positive)
                ],
                _NEGATIVE: item.extra.get(_NEGATIVE, []),
            },
            "Instances": [
                {"input": example.input, "output": [example.output]}
                for example in item.examples[shown:]
            ],
        }


def _listed(value: object) -> Sequence[object]:
    """Return a list; anything else is none."""
    return value if isinstance(value, list) else []


def _example(example: Example, reason: object) -> dict[str, object]:
    """Return a positive example with what is said about it."""
    return {
        "input": example.input,
        "output": example.output,
        "reason": reason,
        "suggestion": _NOTHING,
    }


PLUGIN = SniV1()
