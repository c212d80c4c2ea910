"""The environment patterns run in: nothing of Python, and nothing that grows.

Jinja2's sandbox keeps patterns away from the program's objects, but not from its time
and memory (``'a' * 300000000``), so here every way to make much out of little is
refused or capped: repetition, powers, formatting with widths, joining, replacing,
ranges and loops.
"""

import functools
import itertools
import json
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from instrstudio.domain.span import Origin
from instrstudio.domain.task import Example
from instrstudio.domain.wording import Message, message
from instrstudio.templates import limits
from instrstudio.templates.english import article
from instrstudio.templates.recorder import RECORDER, Recorder
from instrstudio.templates.values import Words, source_of

_TEXT_METHODS = {
    "upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "startswith",
    "endswith", "split", "isdigit", "isascii", "count", "find",
}  # fmt: skip
_KEPT_FILTERS = {
    "abs", "batch", "capitalize", "count", "d", "default", "first", "float", "int",
    "items", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "reverse", "round", "select", "selectattr", "slice", "sort", "string",
    "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
}  # fmt: skip
_KEPT_TESTS = {
    "defined", "undefined", "none", "string", "number", "integer", "float", "boolean",
    "true", "false", "sequence", "mapping", "iterable", "odd", "even", "divisibleby",
    "eq", "equalto", "==", "ne", "!=", "lt", "lessthan", "<", "le", "<=", "gt",
    "greaterthan", ">", "ge", ">=", "in", "lower", "upper", "sameas",
}  # fmt: skip


class Refused(SecurityError):
    """A pattern asked for more than it may have; `reason` says it to people."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def checked(value: Any, *parts: Any) -> Any:
    """Return `value`, made from `parts`.

    Raises:
        Refused: It is a text or list longer than allowed and longer than its parts.
    """
    if isinstance(value, (str, list, tuple)):
        _check_length(len(value), *parts)
    return value


def _check_length(length: int, *parts: Any) -> None:
    """Refuse a length beyond the limit, unless `parts` are as long already."""
    if length > limits.OUTPUT_LIMIT and length > sum(
        len(part) for part in parts if isinstance(part, (str, list, tuple))
    ):
        raise Refused(
            message(
                "The template makes more than {limit} characters.",
                limit=limits.OUTPUT_LIMIT,
            )
        )


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Where patterns run; `mark`, `rounds` and `glue` are called by compiled ones."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # folding constants would run them before any limit holds
        )
        self.globals.clear()
        self.globals["range"] = _range
        kept = {name: _capped(self.filters[name]) for name in _KEPT_FILTERS}
        self.filters.clear()
        self.filters.update(kept)
        self.filters.update(
            join=_join,
            replace=_replace,
            indent=_indent,
            upper_first=upper_first,
            article=_article,
            tojson=_tojson,
        )
        for name in set(self.tests) - _KEPT_TESTS:
            del self.tests[name]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow texts the few methods that cannot make them grow."""
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Leave ``str.format`` to `is_safe_attribute`, which refuses it."""
        return None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``left operator right`` unless that could grow without bound."""
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if numbers and operator != "**":
            return _small(super().call_binop(context, operator, left, right))
        if operator == "+":
            if isinstance(left, (str, list, tuple)) and type(right) is not int:
                _check_length(len(left) + len(right))
            return super().call_binop(context, operator, left, right)
        raise Refused(
            message(
                "“{operator}” works on numbers only in a template, not on texts and "
                "lists.",
                operator=operator,
            )
            if operator != "**"
            else message("“{operator}” is not allowed in a template.", operator="**")
        )

    def mark(self, context: Context, index: int, value: Any) -> str:
        """Record `value` as what the part `index` gave; print nothing."""
        recorder = _recorder(context)
        recorder.at(index)
        if isinstance(value, Undefined):
            str(value)  # raises: StrictUndefined
        if isinstance(value, (list, tuple)):
            for at, item in enumerate(value):
                if at:
                    recorder.add_own(index, recorder.comma)
                self.mark(context, index, item)
        elif isinstance(value, Words):
            recorder.add(value, *source_of(value))
        elif isinstance(value, (str, int, float)):
            recorder.add_derived(index, str(value))
        elif value is not None:
            raise Refused(
                message(
                    "A value of the kind “{kind}” cannot be printed.",
                    kind=type(value).__name__,
                )
            )
        return ""

    def own(self, context: Context, index: int) -> str:
        """Record the literal `index` of the pattern; print nothing."""
        recorder = _recorder(context)
        recorder.at(index)
        recorder.add_literal(index)
        return ""

    def rounds(self, context: Context, line: int, values: Iterable[Any]) -> list[Any]:
        """Return what a loop goes through, counted against the limit of rounds."""
        found = list(itertools.islice(values, limits.ITERATION_LIMIT + 1))
        _recorder(context).count(len(found), line)
        return found

    def glue(self, *values: Any) -> str:
        """Return what ``a ~ b ~ c`` gives."""
        texts = [str(value) for value in values]
        _check_length(sum(map(len, texts)))
        return "".join(texts)

    def call(
        __self,  # noqa: N805 - jinja2's name, clear of keyword arguments
        __context: Context,
        __obj: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Call `__obj` and cap what it returns, which is a limit on texts' methods."""
        return checked(super().call(__context, __obj, *args, **kwargs), *args)


def _recorder(context: Context) -> Recorder:
    """Return the recorder of a rendering."""
    found = context.parent[RECORDER]
    assert isinstance(found, Recorder)
    return found


def _small(number: Any) -> Any:
    """Return a number that is not beyond the limit."""
    if isinstance(number, int) and abs(number) > limits.NUMBER_LIMIT:
        raise Refused(message("A number in the template is too large."))
    return number


def _range(*bounds: int) -> range:
    """Return `range`, of bounded length."""
    numbers = range(*bounds)
    # len() itself overflows beyond sys.maxsize
    if any(abs(bound) > limits.NUMBER_LIMIT for bound in bounds) or (
        len(numbers) > limits.RANGE_LIMIT
    ):
        raise Refused(
            message("“range” goes up to {limit} numbers.", limit=limits.RANGE_LIMIT)
        )
    return numbers


def _capped(function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a filter of Jinja2: no huge widths in, no huge texts out."""

    @functools.wraps(function)  # also copies the mark that says what is passed first
    def capped(*args: Any, **kwargs: Any) -> Any:
        for value in (*args, *kwargs.values()):
            if type(value) is int and abs(value) > limits.OUTPUT_LIMIT:
                _small(limits.NUMBER_LIMIT + 1)
        return checked(function(*args, **kwargs), *args)

    return capped


def _join(values: Iterable[Any], separator: str = "", attribute: str = "") -> str:
    """Join `values`, or one attribute of each, with `separator`."""
    picked = list(itertools.islice(values, limits.ITERATION_LIMIT))
    if attribute:
        picked = [environment().getattr(value, attribute) for value in picked]
    texts = [str(value) for value in picked]
    _check_length(sum(map(len, texts)) + len(separator) * len(texts), *texts)
    return str(separator).join(texts)


def _replace(text: object, old: str, new: str, count: int = -1) -> str:
    """Replace `old` by `new` in `text`."""
    whole = str(text)
    _check_length(len(whole) + whole.count(old) * (len(new) - len(old)), whole)
    return whole.replace(old, new, count)


def _indent(
    text: object, width: int = 4, first: bool = False, blank: bool = False
) -> str:
    """Indent the lines of `text`, the first and blank ones only if asked to."""
    if not 0 <= width <= limits.WIDTH_LIMIT:
        raise Refused(
            message("“indent” goes up to {limit} columns.", limit=limits.WIDTH_LIMIT)
        )
    lines = str(text).split("\n")
    done = [
        " " * width + line if (line or blank) and (at or first) else line
        for at, line in enumerate(lines)
    ]
    result = "\n".join(done)
    _check_length(len(result), str(text))
    return result


def upper_first(text: object) -> str:
    """Write the first letter large, as at the beginning of a sentence.

    Words stay what they were: the same range of the same source.
    """
    if isinstance(text, Undefined):
        return str(text)
    whole = str(text)
    large = whole[:1].upper() + whole[1:]
    if isinstance(text, Words) and len(large) == len(whole):
        return Words.of(large, *source_of(text))
    return large


def _tojson(value: object) -> str:
    """Return a value as JSON on one line, as a row of a file holds it."""
    if isinstance(value, Undefined):
        return str(value)
    text = json.dumps(value, ensure_ascii=False, default=_fields)
    if len(text) > limits.JSON_LIMIT:
        raise Refused(
            message(
                "The template makes more than {limit} characters.",
                limit=limits.JSON_LIMIT,
            )
        )
    return text


def _fields(value: object) -> object:
    """Return a sample as an object."""
    if isinstance(value, Example):
        return value.as_dict()
    raise Refused(
        message(
            "A value of the kind “{kind}” cannot be printed.", kind=type(value).__name__
        )
    )


def _article(phrase: object) -> str:
    """Return the English article for a phrase, with the space behind it."""
    return Words.of(article(str(phrase)), Origin.TEMPLATE, None)


@functools.cache
def environment() -> TemplateEnvironment:
    """Return the one environment; it holds no state of a rendering."""
    return TemplateEnvironment()
