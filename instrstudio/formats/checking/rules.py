"""The ids of the rules: each sentence that a format says about a row has one.

Formats say what is wrong in words, with numbers and names in them; scripts want
something that stays. A sentence belongs to the first rule whose pattern it fits, where
``{}`` stands for anything. A sentence of somebody else's plug-in that fits none is
`OTHER`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from instrstudio.domain.wording import Sentence

OTHER = "other"
DUPLICATE = "duplicate-row"
ENCODING = "encoding-not-utf8"
MARK = "byte-order-mark"
UNWRITABLE = "cannot-be-written"

LF_ANSWER = "llamafactory-no-answer"
LF_ORDER = "llamafactory-roles"
LF_COUNT = "llamafactory-turns"
LF_CHOICE = "llamafactory-choice"
LF_LABEL = "llamafactory-label"
SILENT = frozenset({LF_ANSWER, LF_ORDER, LF_COUNT, LF_CHOICE, LF_LABEL})
"""The rules by which LLaMA-Factory skips a row without stopping."""

_SENTENCES: dict[str, tuple[str, ...]] = {
    "instruction-missing": (
        "The row has no instruction",
        "The record has no instruction",
        "No field of the row holds an instruction",
        "No column holds instructions",
        "The file has samples but no instruction",
    ),
    "instruction-empty": ("The instruction is empty{}",),
    "language-missing": ("The instruction is missing in one language",),
    "row-not-object": ("The row is {}, not an object",),
    "json-invalid": ("The row is not valid JSON {}", "The fence “record” is no JSON{}"),
    "yaml-invalid": (
        "The row is not valid YAML {}",
        "The template is not valid YAML {}",
    ),
    "file-cut-off": (
        "The file ends too early: {}",
        "The file ends in the middle of a sentence, unlike every other row",
    ),
    "comma-missing": ("A comma is missing before the row",),
    "line-break-in-text": ("A line break or tab stands in a text as it is",),
    "key-twice": ("The key is given twice",),
    "broken-character": ("Half a character or a broken byte", "Some bytes are no text"),
    "not-a-text": ("The value is {}, not a text",),
    "not-a-number": (
        "The value is no text (NaN)",
        "The value is no number (NaN)",
    ),
    "list-for-text": ("The value is a list",),
    "not-a-list": ("The value is no list",),
    "sample-no-object": ("A sample is no object", "An instance is no object"),
    "history-no-pairs": (
        "The history is no list of pairs of user and assistant",
        "A turn is no pair of texts",
    ),
    "cell-count": ("The row has {} cells, the header {}",),
    "quotation-open": (
        "A quotation mark that opens in line {} or below is never closed",
    ),
    "row-unreadable": ("The row cannot be read {}",),
    "cell-too-long": ("The text is longer than a cell may be {}",),
    "fence-open": ("The fence that opens in line {} is never closed",),
    "turns-missing": ("There is no list of turns", "Turn {} is no object"),
    "user-missing": ("No turn is a user's",),
    "turns-irregular": ("The conversation is more than questions and answers in turn",),
    "answer-missing": (
        "There is no answer of an assistant",
        "The record has no output{}",
        "The record has no answer that was {}",
    ),
    "several-messages": ("There is more than one message",),
    "judgement-unclear": ("The judgement is neither true nor false",),
    "judgement-missing": (
        "The record carries no judgement of its answer",
        "Only a record carries a judgement of one answer",
    ),
    LF_LABEL: (
        "The judgement is not true or false, so LLaMA-Factory would not see it",
    ),
    LF_ORDER: ("The roles do not take turns, so LLaMA-Factory would skip the row",),
    LF_COUNT: ("The turns do not end with an answer, so LLaMA-Factory would {}",),
    LF_ANSWER: ("The answer is no text, so LLaMA-Factory would skip the row",),
    LF_CHOICE: ("The two answers are {}, so LLaMA-Factory would skip the row",),
    "llamafactory-unseen": (
        "The entry names its columns but not this one, so LLaMA-Factory{}",
    ),
    "llamafactory-entry": (
        "The entry is no object",
        "“{}” lies elsewhere {}",
        "“{}” is no formatting of LLaMA-Factory",
        "“{}” lies outside of the folder",
        "The file “{}” of “{}” is not there",
        "The file “{}” of “{}” cannot be read: {}",
    ),
    "many-instances": ("The task has {} instances",),
    "several-answers": ("There are several answers",),
    "template-answer": ("The template also writes the answer",),
    "template-choices": ("The answer choices are made from the data",),
    "template-empty": (
        "The template has no text before the answer",
        "The pattern is empty, or holds “|||”{}",
    ),
    "wrong-kind": (
        "This format {}",
        "A template is no choice between two answers",
    ),
    DUPLICATE: ("The row says the same as row {}", "The row says what one before says"),
    "known-otherwise": ("The library has the same with other fields beside it",),
    "other-licence": ("The licence is none of those that were asked for",),
    ENCODING: ("The file is in {}, not UTF-8",),
    MARK: ("The file begins with a byte order mark",),
}

NOTES = frozenset(
    {
        "turns-irregular",
        "many-instances",
        "several-answers",
        "template-answer",
        "template-choices",
        "language-missing",
    }
)
"""What this program makes of a sound row; nothing is wrong with the file."""


def rules() -> Iterator[str]:
    """Yield the ids of all rules."""
    yield from _SENTENCES
    yield OTHER


def rule_of(sentence: Sentence) -> str:
    """Return the id of the rule that a sentence is about."""
    return _rule_of(str(sentence))


@lru_cache(maxsize=1024)
def _rule_of(sentence: str) -> str:
    """Return the id of the rule that a sentence in English is about."""
    for rule, pattern in _PATTERNS:
        if pattern.fullmatch(sentence):
            return rule
    return OTHER


def _pattern(sentence: str) -> re.Pattern[str]:
    """Return what fits a sentence, whatever stands in its places."""
    parts = map(re.escape, sentence.split("{}"))
    return re.compile(".*".join(parts), re.DOTALL)


_PATTERNS = [
    (rule, _pattern(sentence))
    for rule, sentences in _SENTENCES.items()
    for sentence in sentences
]
