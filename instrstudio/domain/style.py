"""How a person likes instructions to be written, as rules that can be read."""

from collections.abc import Mapping
from dataclasses import dataclass

from instrstudio.domain.wording import Message

STYLE = "style"
"""The kind of a `Ref` to a rule: the words it added are the person's own style."""

LEARNED, CHANGED, OWN = "learned", "changed", "own"
ORIGINS = (LEARNED, CHANGED, OWN)
"""A rule was learned, learned and then changed by the person, or made by them."""

PLEASE, LEAD, FORM, LENGTH, SWAP, ADD = (
    "please",
    "lead",
    "form",
    "length",
    "swap",
    "add",
)
KINDS = (PLEASE, LEAD, FORM, LENGTH, SWAP, ADD)


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRule:
    """One habit of a person.

    `name` begins with the kind, ``swap.en.…``; `language` is empty for a rule of every
    language. `value` is what the kind needs: ``{"want": "with"}``, ``{"find": …,
    "put": …}``. `statement` says it in a sentence, `seen` of `of` is the evidence.
    """

    name: str
    kind: str
    language: str
    value: Mapping[str, str]
    statement: Message
    seen: int = 0
    of: int = 0
    is_on: bool = True
    origin: str = LEARNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person's style asks of the methods: the rules in force."""

    rules: tuple[StyleRule, ...] = ()

    def length(self, language: str) -> str:
        """Return what a rule of a language wants: ``short``, ``long`` or nothing."""
        for rule in self.rules:
            if rule.kind == LENGTH and rule.language in ("", language):
                return rule.value.get("want", "")
        return ""


NONE = Wishes()
