"""The same instruction in other words, by rules of `resources/paraphrases`.

A rule puts one of several wordings that mean the same in the place of another. What is
quoted, a place for the input and code are out of reach of the rules; a result in which
a number or a negation has come or gone is thrown away.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from random import Random

from instrstudio import resources
from instrstudio.domain.language import LANGUAGES, normalised

_MOST_RULES = 3
"""Rules applied together: of more, a text reads as if put together."""
_TRIES = 8
_FIRST_MASK = 0xE000
_MOST_MASKS = 0x1900
"""Characters of Unicode's private area; nobody writes them."""
_OUT_OF_REACH = re.compile(
    r"```.*?```|`[^`\n]*`|\{\{.*?\}\}|\{%.*?%\}|\{[^{}\n]*\}|\[[^\[\]\n]*\]|<[^<>\n]*>"
    r"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"\n]*\"|https?://\S+",
    re.DOTALL,
)
_FACTS = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:not|never|without|none|nor|cannot)\b|n['’]t\b|[不没无勿未别]",
    re.IGNORECASE,
)
_AFTER_PLEASE = re.compile(r"(?<=\APlease )[A-Z](?=[a-z])", re.IGNORECASE)
_NOT_A_DENIAL = re.compile(r"不超过|不少于")
"""Ways to say a bound, which rules may put otherwise."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is found, and the wordings that may stand there."""

    name: str
    pattern: re.Pattern[str]
    wordings: tuple[str, ...]


@lru_cache(maxsize=len(LANGUAGES))
def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of ``zh`` or ``en``; none of any other language."""
    if language not in LANGUAGES:
        return ()
    path = resources.path("paraphrases", f"{language}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Rule(
            row["name"],
            re.compile((r"\A" if row.get("start") else "") + row["find"], re.I),
            tuple(row["put"]),
        )
        for row in data["rule"]
    )


def paraphrases(
    text: str, language: str, most: int = 2, seed: int = 0
) -> tuple[str, ...]:
    """Return at most `most` other wordings of an instruction, all different.

    The same text and seed give the same wordings. None where no rule knows better.
    """
    masked, kept = _masked(text)
    usable = [rule for rule in rules(language) if rule.pattern.search(masked)]
    if not usable or kept is None:
        return ()
    digest = blake2b(f"{seed}:{text}".encode("utf-8", "surrogatepass"), digest_size=8)
    chance = Random(digest.digest())
    seen, found = {normalised(text)}, list[str]()
    for _ in range(_TRIES * most):
        count = chance.randint(1, min(_MOST_RULES, len(usable)))
        changed = masked
        for rule in chance.sample(usable, count):
            changed = _applied(rule, changed, chance)
        result = _unmasked(changed, kept)
        if result is None or normalised(result) in seen or not _says_same(text, result):
            continue
        seen.add(normalised(result))
        found.append(result)
        if len(found) == most:
            break
    return tuple(found)


def _applied(rule: Rule, text: str, chance: Random) -> str:
    """Return `text` with one wording of a rule, in the case of what was there."""
    match = rule.pattern.search(text)
    if match is None:
        return text
    wording = match.expand(chance.choice(rule.wordings))
    before, after = text[: match.start()], text[match.end() :]
    if before:
        high = text[match.start()].isupper()
        return before + _cased(wording, high=high) + after
    changed = _AFTER_PLEASE.sub(lambda word: word.group().lower(), wording + after)
    return _cased(changed, high=text[0].isupper())


def _cased(text: str, *, high: bool) -> str:
    """Return a text that begins with a capital, or does not."""
    first = text[:1].upper() if high else text[:1].lower()
    return first + text[1:]


def _masked(text: str) -> tuple[str, Sequence[str] | None]:
    """Return a text with a sign for each piece out of reach, and the pieces.

    None where the text has signs of its own, or too many pieces.
    """
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match.group())
        return chr(_FIRST_MASK + len(kept) - 1)

    if any(_is_mask(character) for character in text):
        return text, None
    masked = _OUT_OF_REACH.sub(hide, text)
    return masked, kept if len(kept) <= _MOST_MASKS else None


def _unmasked(text: str, kept: Sequence[str]) -> str | None:
    """Return a text with its pieces again; None where one was lost or moved."""
    signs = [ord(character) - _FIRST_MASK for character in text if _is_mask(character)]
    if signs != list(range(len(kept))):
        return None
    return "".join(
        kept[ord(character) - _FIRST_MASK] if _is_mask(character) else character
        for character in text
    )


def _is_mask(character: str) -> bool:
    """Say whether a character is one of the signs."""
    return _FIRST_MASK <= ord(character) < _FIRST_MASK + _MOST_MASKS


def _says_same(before: str, after: str) -> bool:
    """Say whether numbers and negations are the same."""
    return Counter(_facts(before)) == Counter(_facts(after))


def _facts(text: str) -> Iterator[str]:
    """Yield the numbers and negations of a text."""
    bare = _NOT_A_DENIAL.sub("", text)
    return (match.group().lower() for match in _FACTS.finditer(bare))
