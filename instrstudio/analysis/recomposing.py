"""Puts an instruction together again from what carries over to another task.

All statements of a record made for the same kind of task carry over; of a more distant
one those that suit any text, under an order of its own or of the task.
"""

import re
from collections.abc import Sequence

from instrstudio.analysis.delexical import cased
from instrstudio.analysis.joining import Joiner
from instrstudio.analysis.kinship import OPEN_TYPES, Kin
from instrstudio.analysis.lexicon import lexicon
from instrstudio.analysis.rewording import Writer
from instrstudio.analysis.statements import (
    Statement,
    clauses,
    is_general,
    is_special,
    leans,
    statements,
)
from instrstudio.domain.language import CHINESE, ENGLISH, LANGUAGES
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, Ref

_LABEL_LINE = re.compile(r"\n\s*[^\n。.!?！？]{1,24}[:：]\s*$")
_ROLE = re.compile(
    r"^(?:你是|你将|请?(?:你)?扮演|你[在正]|You (?:are|teach|advise|moderate)\b"
    r"|Play\b|As an?\b)",
    re.IGNORECASE,
)
_NO_ORDER = {
    CHINESE: re.compile(
        r"^(?:一[首篇个段份款种则封张]|我|他|她|它|这|那|有|关于|如何|怎么)|^.译.$"
    ),
    ENGLISH: re.compile(
        r"^(?:a|an|the|some|i|my|we|our|it|this|that|there|how|what|is|are|who)\b",
        re.IGNORECASE,
    ),
}
"""How a description begins that does not say what to do."""
_UNFIT = re.compile(
    r"之前|^先|^Before\b|^First\b|\bfor (?!the following\b|each\b)|\b(?:these|those)\b"
    r"|学术|现代|口语|法律|商务|spoken|formal|modern|plain",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"这[首封份场本张篇]")
"""Orders that are bound to their own material."""
_PLAIN_TYPES = {"summarization", "translation"}
"""Types whose order is much the same from task to task."""
_PLACE_OR_NUMBER = re.compile(r"[\d\[\]]")
_MATERIAL = re.compile(r"材料|原文|文中|passage|material|the text", re.IGNORECASE)
_QUOTING = re.compile(
    r"逐字|一字不改|原句|原话|去重|先后"
    r"|word for word|verbatim|exactly|repeats|appearance",
    re.IGNORECASE,
)
_READING = {"summarization", "translation", "classification", "extraction", "rewriting"}
_FEWEST_GOAL, _STRONG_CUE, _ALIKE = 3, 1.4, 0.2


def whole(writer: Writer, slot: tuple[int, int]) -> list[Piece]:
    """Return all of a record's statements with the task's words in them."""
    text = writer.record.instruction
    label = _LABEL_LINE.search(text[: slot[0]].rstrip())
    at = label.start() if label else slot[0]
    joiner = Joiner(writer.record, writer.profile)
    for statement in statements(text, writer.profile.language, 0, at):
        if not writer.contradicts(statement.text):
            joiner.add(statement, writer.rewritten(statement.start, statement.end))
    gap = writer.rewritten(at, slot[0])
    if label and writer.own_input:
        gap = _label(writer)
    rest = writer.rewritten(slot[1], len(text))
    return [
        *joiner.closed(slot=not label),
        *gap,
        *place(writer.record, writer.profile),
        *rest,
    ]


def _label(writer: Writer) -> list[Piece]:
    """Return a line that names the task's input above it."""
    chinese = writer.profile.language == CHINESE
    mark = Ref(kind="record", id=str(writer.record.id or ""), field="instruction")
    form = writer.profile.input_form
    ref = form.ref or Ref(kind="task", field="input_form")
    name = form.text if chinese else form.text[:1].upper() + form.text[1:]
    return [
        Piece("\n\n", Origin.RECORD, mark),
        Piece(name, Origin.TASK, ref),
        Piece("：\n" if chinese else ":\n", Origin.RECORD, mark),
    ]


def recomposed(writer: Writer, slot: tuple[int, int] | None, kin: Kin) -> list[Piece]:
    """Return an order of the record or of the task, and what suits any task."""
    record, profile = writer.record, writer.profile
    end = slot[0] if slot else len(record.instruction)
    label = _LABEL_LINE.search(record.instruction[:end].rstrip()) if slot else None
    end = label.start() if label else end
    parts = statements(record.instruction, profile.language, 0, end)
    joiner = Joiner(record, profile)
    order = _order(parts, writer, kin) if profile.has_input and slot else None
    if order:
        joiner.add(order, writer.rewritten(order.start, order.end))
    elif goal := goal_pieces(profile):
        joiner.put(goal)
    else:
        return []
    first = next((part for part in parts if not _ROLE.match(part.text)), None)
    for part in (p for p in parts if p is not first):
        whole = _carries_over(part, writer, kin)
        for kept in [part] if whole else clauses(part, profile.language):
            if whole or _carries_over(kept, writer, kin, alone=True):
                joiner.add(kept, writer.rewritten(kept.start, kept.end))
    body = joiner.closed(slot=profile.has_input)
    return [*body, *place(writer.record, writer.profile)] if profile.has_input else body


def goal_pieces(profile: TaskProfile) -> list[Piece]:
    """Return the task's own order, if its description is one; nothing else."""
    goal, language = profile.goal, profile.language
    order = _NO_ORDER.get(language, _NO_ORDER[ENGLISH])
    if len(goal.text) < _FEWEST_GOAL or order.match(goal.text):
        return []
    ref = goal.ref or Ref(kind="task", field="description")
    return [Piece(cased(goal.text, profile, ""), Origin.TASK, ref)]


def _order(parts: Sequence[Statement], writer: Writer, kin: Kin) -> Statement | None:
    """Return the record's own order as far as it says what is to be done here."""
    profile = writer.profile
    key = profile.language if profile.language in LANGUAGES else ENGLISH
    first = next((part for part in parts if not _ROLE.match(part.text)), None)
    words = lexicon(key).types.get(profile.task_type)
    if first is None or words is None or min(kin.type, kin.output) < 1:
        return None
    listed = writer.classes is not None and writer.classes[0] < first.end
    plain = profile.task_type in _PLAIN_TYPES or kin.input == 1.0 or listed
    if not plain and goal_pieces(profile):
        return None
    if kin.likeness < _ALIKE or _UNFIT.search(first.text):
        return None
    for clause in clauses(first, key):
        said = writer.record.instruction[first.start : clause.end]
        if is_special(said, key) or (writer.own_input and _MEASURE.search(said)):
            return None
        target = profile.target_language.text.lower()
        worded = "".join(p.text for p in writer.rewritten(first.start, clause.end))
        if target and target not in worded.lower():
            continue
        if any(w >= _STRONG_CUE and cue.search(said) for cue, w in words.cues):
            return Statement(said, first.start, clause.end, first.stop)
    return None


def _carries_over(
    part: Statement, writer: Writer, kin: Kin, *, alone: bool = False
) -> bool:
    """Say whether a statement of the record makes sense without its first one.

    `alone` asks for what makes sense without any other.
    """
    profile, text = writer.profile, part.text
    if _ROLE.match(text) or writer.mentions_input(text) or writer.contradicts(text):
        return False
    if not _quotes(profile) and _QUOTING.search(text):
        return False
    if suits_any(text, profile):
        return True
    if leans(text, profile.language) or _PLACE_OR_NUMBER.search(text):
        return False
    if kin.whole and not alone:
        return True
    return _is_own_constraint(text, writer.record) and (kin.whole or _shares(kin))


def suits_any(text: str, profile: TaskProfile) -> bool:
    """Say whether a statement suits any task of the type that there is material for."""
    if not is_general(text, profile.output_form.text, profile.language):
        return False
    reads = profile.task_type in _READING or _joined(profile)
    return (reads or _MATERIAL.search(text) is None) and (
        _quotes(profile) or _QUOTING.search(text) is None
    )


def _joined(profile: TaskProfile) -> bool:
    """Say whether the input is material with something asked about it."""
    return "和" in profile.input_form.text or " and " in profile.input_form.text


def _quotes(profile: TaskProfile) -> bool:
    """Say whether an answer may have to repeat its material to the letter."""
    return profile.task_type == "extraction" or _joined(profile)


def _is_own_constraint(text: str, record: Record) -> bool:
    """Say whether a statement is a demand of its record that stands by itself."""
    said = text.strip().lower()
    own = [constraint.strip().lower() for constraint in record.constraints]
    return said in own or any(
        said in re.split("[，、]", c) for c in own if len(said) > 3
    )


def _shares(kin: Kin) -> bool:
    """Say whether demands on one text suit the other: it is the same kind of text."""
    closed = kin.own.task_type not in OPEN_TYPES
    return closed and kin.type == kin.input == 1.0 and not kin.general


def place(record: Record, profile: TaskProfile) -> list[Piece]:
    """Return the place of the input, or its sample."""
    task = profile.task
    filled = next((i for i, e in enumerate(task.examples) if e.input.strip()), None)
    if task.fill and filled is not None:
        text = task.examples[filled].input
        ref = Ref(kind="task", field=f"examples.{filled}.input", start=0, end=len(text))
        return [Piece(text, Origin.TASK, ref)]
    ref = Ref(kind="record", id=str(record.id or ""), field="input")
    return [Piece(profile.slot_text, Origin.SLOT, ref)]
