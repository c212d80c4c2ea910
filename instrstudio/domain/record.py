"""A record: one instruction of the library with everything known about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from json.encoder import encode_basestring as quoted

from instrstudio.domain.task import Example

TITLE_LENGTH = 60
_HEAD = 72
"""Characters that give a title of full length unless they hold much white space."""

_SENTENCE_END = re.compile(r"(?<=[。！？!?；;])|(?<=\.)\s|[\n：:]")

_SIGN = re.compile(r"[。！？!?；;.\n：:]")
"""What stands at the end of every sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a record came from.

    `kind` is ``starter``, ``own``, ``constructed``, ``import``, ``crawl`` or
    ``annotation``; `retrieved` is an ISO 8601 date.
    """

    kind: str = "own"
    name: str = ""
    url: str = ""
    retrieved: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the JSON form."""
        return {
            "kind": self.kind,
            "name": self.name,
            "url": self.url,
            "retrieved": self.retrieved,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry of the library.

    `id` is None until it is stored. The Alpaca pair of input and output is the first
    of `examples`. `pair` is shared by the Chinese and the English form of one
    instruction. `created` and `updated` are ISO 8601 times in UTC. `extra` keeps
    unknown fields of an imported row verbatim.
    """

    instruction: str
    id: int | None = None
    task_description: str = ""
    examples: tuple[Example, ...] = ()
    system: str = ""
    history: tuple[tuple[str, str], ...] = ()
    constraints: tuple[str, ...] = ()
    title: str = ""
    tags: tuple[str, ...] = ()
    task_type: str = ""
    language: str = ""
    input_language: str = ""
    output_language: str = ""
    source: Source = Source()
    licence: str = ""
    method: str = ""
    parent: int | None = None
    pair: str = ""
    created: str = ""
    updated: str = ""
    archived: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def content_hash(self) -> str:
        """A digest of what the record says, not of who filed it when.

        Two records with the same hash are duplicates.
        """
        # JSON text put together by hand: a third of the time that the encoder takes.
        if len(self.examples) == 1:
            (only,) = self.examples
            examples = f"[{quoted(only.input.strip())}, {quoted(only.output.strip())}]"
        else:
            examples = ", ".join(
                [
                    f"[{quoted(e.input.strip())}, {quoted(e.output.strip())}]"
                    for e in self.examples
                ]
            )
        turns = (
            ", ".join([f"[{', '.join(map(quoted, turn))}]" for turn in self.history])
            if self.history
            else ""
        )
        system = quoted(self.system.strip()) if self.system else '""'
        content = (
            f"[{quoted(self.instruction.strip())}, [{examples}], {system}, [{turns}]]"
        )
        return blake2b(
            content.encode("utf-8", "surrogatepass"), digest_size=16
        ).hexdigest()

    @property
    def shown_title(self) -> str:
        """The title, or one made from the first sentence of the instruction."""
        return self.title or title_from(self.instruction)


def title_from(instruction: str) -> str:
    """Return the first sentence of `instruction`, cut to `TITLE_LENGTH` characters."""
    text = instruction.strip()
    head = text[:_HEAD]
    if _SIGN.search(head) is None:
        # Most are long: what is cut off in any case is not looked through for its end.
        first = " ".join(head.split())
        if len(first) > TITLE_LENGTH:
            return first[: TITLE_LENGTH - 1] + "…"
    for sentence in _sentences(text):
        words = sentence.split()
        if words:
            first = " ".join(words).rstrip("。.：:；;")
            return (
                first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"
            )
    return ""


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, of which most callers want no more than one."""
    start, sign = 0, _SIGN.search(text)
    # looking for one of a few characters first is ten times as quick
    for end in _SENTENCE_END.finditer(text, sign.start()) if sign else ():
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]
