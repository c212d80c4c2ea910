"""Rewrites a pattern's tree so that running it records pieces instead of text.

Every literal and every expression inside ``{{ }}`` becomes a call that hands its value,
with the number of its part, to the rendering's recorder. So each stretch of the result
is attributed while it is made; nothing is ever searched for in the finished text.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Template, meta, nodes

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.wording import message
from instrstudio.templates.parsing import normalised, parse
from instrstudio.templates.places import regions, tokens_of
from instrstudio.templates.recorder import Part
from instrstudio.templates.sandbox import environment

_UNPRINTED = (nodes.AssignBlock,)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to run, with its parts in order and the names it asks for."""

    template: Template
    parts: tuple[Part, ...]
    names: frozenset[str]


@functools.lru_cache(maxsize=512)
def compiled(pattern: str) -> Compiled:
    """Return `pattern` ready to run; the latest ones are kept.

    Raises:
        TemplateError: It cannot be read; carries line and column.
    """
    source = normalised(pattern)
    tree = parse(source)
    try:
        names = frozenset(meta.find_undeclared_variables(tree))
        parts = _mark(tree, regions(tokens_of(source).all))
        _guard(tree)
        program = environment().from_string(tree)
    except (RecursionError, SyntaxError, ValueError, MemoryError) as error:
        raise TemplateError(message("The template is too deeply nested.")) from error
    return Compiled(program, tuple(parts), names)


def _mark(tree: nodes.Template, ranges: Sequence[tuple[int, int]]) -> list[Part]:
    """Put recording calls around all that a tree prints; return the parts."""
    outputs = list(_outputs(tree))
    if len(ranges) != sum(len(output.nodes) for output in outputs):
        ranges = ()
    marker = _Marker(_aliases(tree))
    printed = {id(output) for output in _outputs(tree, printed_only=True)}
    places = iter(ranges)
    for output in outputs:
        marked = [
            marker.marked(node, *next(places, (None, None))) for node in output.nodes
        ]
        if id(output) in printed:
            output.nodes = marked
    return marker.parts


def _outputs(node: nodes.Node, printed_only: bool = False) -> Iterator[nodes.Output]:
    """Yield what a tree prints, in the order of the pattern."""
    if isinstance(node, nodes.Output):
        yield node
        return
    if printed_only and isinstance(node, _UNPRINTED):
        return
    for child in node.iter_child_nodes():
        yield from _outputs(child, printed_only)


def _names(node: nodes.Node) -> list[str]:
    """Return the names a node reads, in order."""
    if isinstance(node, nodes.Name):
        return [node.name] if node.ctx == "load" else []
    return [name for child in node.iter_child_nodes() for name in _names(child)]


def _aliases(tree: nodes.Template) -> dict[str, tuple[str, ...]]:
    """Return for each name a pattern makes (loops, set) the names it is made from."""
    found: dict[str, tuple[str, ...]] = {}

    def note(target: nodes.Node, made: Iterable[str]) -> None:
        sources = tuple(n for name in made for n in found.get(name, (name,)))
        targets = [target] if isinstance(target, nodes.Name) else []
        for name in (*targets, *target.find_all(nodes.Name)):
            found[name.name] = found.get(name.name, ()) + sources

    for loop in tree.find_all(nodes.For):
        note(loop.target, _names(loop.iter))
    for assign in tree.find_all(nodes.Assign):
        note(assign.target, _names(assign.node))
    for block in tree.find_all(nodes.AssignBlock):
        note(block.target, [n for child in block.body for n in _names(child)])
    return found


class _Marker:
    """Puts the recording calls in place and lists the parts they speak of.

    Args:
        aliases: For each name a pattern makes, the names it is made from.
    """

    def __init__(self, aliases: Mapping[str, tuple[str, ...]]) -> None:
        self.parts: list[Part] = []
        self._aliases = aliases

    def marked(
        self, node: nodes.Expr, start: int | None, end: int | None
    ) -> nodes.Expr:
        """Return the call that records `node`; branches and ``~`` record inside.

        `start` and `end` are the range of the whole ``{{ … }}`` or literal.
        """
        line = node.lineno
        if isinstance(node, nodes.CondExpr):
            other = (
                self.marked(node.expr2, start, end) if node.expr2 else nodes.Const("")
            )
            first = self.marked(node.expr1, start, end)
            return nodes.CondExpr(node.test, first, other, lineno=line)
        if isinstance(node, nodes.Concat):
            each = [self.marked(child, start, end) for child in node.nodes]
            return nodes.Concat(each, lineno=line)
        index = nodes.Const(len(self.parts), lineno=line)
        if isinstance(node, nodes.TemplateData):
            self.parts.append(Part(start, end, line, text=node.data))
            return _call("own", line, _context(), index)
        self.parts.append(Part(start, end, line, self._names(node)))
        return _call("mark", line, _context(), index, node)

    def _names(self, node: nodes.Expr) -> tuple[str, ...]:
        """Return the task's names that an expression is made of."""
        names = [n for name in _names(node) for n in self._aliases.get(name, (name,))]
        return tuple(dict.fromkeys(names))


def _guard(tree: nodes.Template) -> None:
    """Put the limits around loops and ``~``."""
    for loop in list(tree.find_all(nodes.For)):
        line = nodes.Const(loop.lineno, lineno=loop.lineno)
        loop.iter = _call("rounds", loop.lineno, _context(), line, loop.iter)
    _replace(tree, _glued)


def _glued(node: nodes.Node) -> nodes.Node:
    """Return a call with the limit in place of a ``~``."""
    if isinstance(node, nodes.Concat):
        return _call("glue", node.lineno, *node.nodes)
    return node


def _replace(node: nodes.Node, change: Callable[[nodes.Node], nodes.Node]) -> None:
    """Put ``change(child)`` in the place of every node below `node`, leaves first."""
    for field, value in list(node.iter_fields()):
        if isinstance(value, nodes.Node):
            _replace(value, change)
            setattr(node, field, change(value))
        elif isinstance(value, list):
            for at, child in enumerate(value):
                if isinstance(child, nodes.Node):
                    _replace(child, change)
                    value[at] = change(child)


def _call(name: str, line: int, *arguments: nodes.Node) -> nodes.Call:
    """Return a call of a method of the environment, which patterns cannot write."""
    function = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(function, [*arguments], [], None, None, lineno=line)


def _context() -> nodes.ContextReference:
    """Return the running context."""
    return nodes.ContextReference()
