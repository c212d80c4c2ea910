"""A template: the wording of an instruction with named slots."""

from dataclasses import dataclass

from instrstudio.domain.wording import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A named place of a template and how to show it to people."""

    name: str
    label: str = ""
    kind: str = "text"
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template in one language; `pair` joins it to its form in the other.

    `id` is ``<pair>.<language>`` for a shipped template. `keywords` are words of a task
    that speak for this template; `needs` names values without which it does not fit
    (``labels``, ``target_language``, ...). `origin` is ``shipped`` (read-only) or
    ``project``; `version` counts from 1.
    """

    id: str
    name: str
    task_type: str
    language: str
    pattern: str
    pair: str = ""
    keywords: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    priority: float = 0.5
    origin: str = "shipped"
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What lint found in a template; `line` and `column` count from 1.

    `severity` is ``error`` or ``warning``; `fix` is text to put in place of
    [column, end_column) of that line, or None.
    """

    line: int
    column: int
    end_column: int
    severity: str
    message: Message
    fix: str | None = None
