"""Renders a template for a task; every piece of the text knows where it comes from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError as JinjaError

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.span import Origin, Piece, Ref, merged
from instrstudio.domain.template import Template
from instrstudio.domain.wording import Message, message
from instrstudio.templates import library
from instrstudio.templates.compiler import Compiled, compiled
from instrstudio.templates.recorder import RECORDER, Recorder
from instrstudio.templates.sandbox import Refused
from instrstudio.templates.values import values_of

_FAILURES = (
    JinjaError, ArithmeticError, AttributeError, LookupError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip
"""What an expression of a pattern can raise; all of it is the pattern's fault."""


def render(
    template: Template, profile: TaskProfile, *, fill: bool = False
) -> list[Piece]:
    """Return the instruction that `template` gives for a task.

    The user's constraints are stated at the end, unless the pattern states them itself.

    Args:
        template: Any template; `draft` makes one of a bare pattern.
        profile: What was read off the task.
        fill: Put the first sample's input in the place of the named slot.

    Raises:
        TemplateError: The pattern cannot be read or run; carries the line.
    """
    pieces = _rendered(template, profile, fill)
    if profile.constraints and "constraints" not in names_in(template.pattern):
        tail = _rendered(library.constraints(profile.language), profile, fill)
        gap = Ref(kind="template", id=library.CONSTRAINTS, field="pattern")
        pieces = [*pieces, Piece("\n\n", Origin.TEMPLATE, gap), *tail]
    return merged(pieces)


def draft(pattern: str, language: str) -> Template:
    """Return a template that is only a pattern, for a preview."""
    return Template(
        id="", name="", task_type="", language=language, pattern=pattern, origin="draft"
    )


def names_in(pattern: str) -> frozenset[str]:
    """Return the names the printed parts, loops and conditions of `pattern` use."""
    return compiled(pattern).names


def _rendered(template: Template, profile: TaskProfile, fill: bool) -> list[Piece]:
    """Return the pieces of one pattern, without white space around them."""
    program = compiled(template.pattern)
    values = values_of(profile, template=template.id, slots=template.slots, fill=fill)
    return _trimmed(run_pattern(program, template.id, values))


def run_pattern(
    program: Compiled, template: str, values: Mapping[str, object], spare: int = 0
) -> list[Piece]:
    """Run a compiled pattern and return what it recorded.

    It may write as much as the values amount to, `spare` times more, and what every
    pattern may add.

    Raises:
        TemplateError: It cannot be run; carries the line.
    """
    recorder = Recorder(program.parts, template, values, spare)
    context = program.template.new_context({**values, RECORDER: recorder})
    try:
        for _printed in program.template.root_render_func(context):
            pass
    except TemplateError:
        raise
    except _FAILURES as error:
        line = _line_of(error.__traceback__, program.template)
        raise TemplateError(_in_words(error), line=line) from error
    return recorder.pieces


def _in_words(error: Exception) -> Message:
    """Return a sentence for what an expression raised."""
    if isinstance(error, Refused):
        return error.reason
    undefined = re.fullmatch(r"'(\w+)' is undefined", str(error))
    if undefined:
        return message("There is no slot “{name}”.", name=undefined[1])
    return message(
        "The template cannot be run: {reason}.", reason=str(error).rstrip(".")
    )


def _line_of(traceback: TracebackType | None, template: JinjaTemplate) -> int:
    """Return the line of the pattern that was running, 0 when none was."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code is template.root_render_func.__code__:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Remove white space at both ends and keep the ranges of refs exact."""
    found = [piece for piece in pieces if piece.text]
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        first = found[0]
        found[0] = _cut(first, len(first.text) - len(first.text.lstrip()), 0)
        last = found[-1]
        found[-1] = _cut(last, 0, len(last.text) - len(last.text.rstrip()))
    return merged(found)


def _cut(piece: Piece, left: int, right: int) -> Piece:
    """Remove `left` and `right` characters and move the range of the ref along."""
    text = piece.text[left : len(piece.text) - right]
    ref = piece.ref
    if ref and ref.start is not None and ref.end == ref.start + len(piece.text):
        ref = replace(ref, start=ref.start + left, end=ref.start + left + len(text))
    return Piece(text, piece.origin, ref)
