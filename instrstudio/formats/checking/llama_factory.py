"""Which rows LLaMA-Factory leaves out of a training without stopping.

Its converters log “Skipping this abnormal example” and its processors “Dropped invalid
example” among thousands of other lines; the row is then trained as nothing. Source:
hiyouga/LLaMA-Factory, src/llamafactory/data/converter.py and processor/supervised.py.
"""

from collections.abc import Mapping, Sequence

from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message

_LISTS = ("conversations", "conversation", "messages")
_ANSWERS = ("output", "response")
_ROLES = {
    "from": ({"human", "observation"}, {"gpt", "function_call"}),
    "role": ({"user", "observation", "tool"}, {"assistant", "function"}),
}
"""The roles at odd and at even places, by the name of the field they stand in, where
the entry of the list of data sets gives the usual names."""


def skipped(format_name: str, row: Mapping[str, object]) -> Fault | None:
    """Return why LLaMA-Factory would skip a row of a format; None where it would not.

    Formats that it does not read are never skipped.
    """
    check = _CHECKS.get(format_name)
    return check(row) if check else None


def _alpaca(row: Mapping[str, object]) -> Fault | None:
    """Look for an answer; rows in two languages are nothing it reads at all."""
    if "instruction" not in row:
        return None
    if any(isinstance(row.get(name), str) for name in _ANSWERS):
        return None
    field = next((name for name in _ANSWERS if name in row), _ANSWERS[0])
    return Fault(
        field=field,
        rule=message("The answer is no text, so LLaMA-Factory would skip the row"),
        repair=message("Write the answer as a text, or leave the row out"),
    )


def _dialogue(row: Mapping[str, object]) -> Fault | None:
    """Look at the order and the number of turns."""
    return _turns(row, even=True)


def _choice(row: Mapping[str, object]) -> Fault | None:
    """Look at two answers: texts beside an instruction, messages beside turns."""
    beside_turns = any(name in row for name in _LISTS)
    kind = Mapping if beside_turns else str
    if not all(isinstance(row.get(name), kind) for name in ("chosen", "rejected")):
        found = message("no messages") if beside_turns else message("no texts")
        return Fault(
            field="chosen",
            rule=message(
                "The two answers are {found}, so LLaMA-Factory would skip the row",
                found=found,
            ),
            repair=message("Write them as texts beside an instruction"),
        )
    return _turns(row, even=False) if beside_turns else None


def _judged(row: Mapping[str, object]) -> Fault | None:
    """Look at the judgement, then at what was judged."""
    if not isinstance(row.get("kto_tag"), bool):
        return Fault(
            field="kto_tag",
            rule=message(
                "The judgement is not true or false, so LLaMA-Factory would not see it"
            ),
            repair=message("Write true or false, without quotation marks"),
        )
    if any(name in row for name in _LISTS):
        return _turns(row, even=True)
    return _alpaca(row)


def _turns(row: Mapping[str, object], *, even: bool) -> Fault | None:
    """Return the fault of turns that are out of order or too few."""
    field = next((name for name in _LISTS if name in row), _LISTS[0])
    turns = row.get(field)
    if not isinstance(turns, Sequence) or isinstance(turns, str):
        return None  # no list at all stops it, and so cannot be missed
    if not all(isinstance(turn, Mapping) for turn in turns):
        return None
    name = "role" if any("role" in turn for turn in turns) else "from"
    roles = _roles(turns, name)
    if any(role not in _ROLES[name][at % 2] for at, role in enumerate(roles)):
        return Fault(
            field=field,
            rule=message(
                "The roles do not take turns, so LLaMA-Factory would skip the row"
            ),
            repair=message("Keep the questions that were answered, with their answers"),
        )
    if not roles or (len(roles) % 2 == 0) != even:
        return Fault(
            field=field,
            rule=message(
                "The turns do not end with an answer, so LLaMA-Factory would "
                "skip the row"
            )
            if even
            else message(
                "The turns do not end with an answer, so LLaMA-Factory would not "
                "see the choice"
            ),
            repair=message("Keep the questions that were answered, with their answers"),
        )
    return None


def _roles(turns: Sequence[Mapping[str, object]], name: str) -> list[str]:
    """Return the roles after a system turn; answers of several tools count as one."""
    roles = [str(turn.get(name)) for turn in turns]
    if roles[:1] == ["system"]:
        del roles[0]
    return [
        role
        for at, role in enumerate(roles)
        if not (at and role == "tool" == roles[at - 1])
    ]


_CHECKS = {
    "alpaca": _alpaca,
    "sharegpt": _dialogue,
    "openai-chat": _dialogue,
    "llamafactory-dpo": _choice,
    "llamafactory-kto": _judged,
}
