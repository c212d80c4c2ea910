"""Puts the words of one task in the place of those of a record, place by place."""

import re
from collections.abc import Mapping
from dataclasses import replace

from instrstudio.analysis import details
from instrstudio.analysis.delexical import (
    PHRASES,
    mend_article,
    phrase_pieces,
    words_of,
)
from instrstudio.analysis.lexicon import lexicon
from instrstudio.domain.language import CHINESE, ENGLISH, LANGUAGES
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, Ref, merged

LIMIT = re.compile(
    r"[\d一二两三四五六七八九十百千]+\s*个?(?:字|词|句|条|点|行|段)"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|ten)\s+"
    r"(?:\w+\s+)?(?:words?|sentences?|lines?|bullets?|points?|paragraphs?|characters)",
    re.IGNORECASE,
)
"""What a constraint of length looks like, in both languages."""
_INPUT, _LIMITED, _LABELS = "<input_form>", "<limit>", "<labels>"
_LABEL_RUN = {
    CHINESE: re.compile(
        r"“[^“”]{1,12}”(?:(?:[、，,或和]|还是)?“[^“”]{1,12}”)+"
        r"|(?<=[:：])[^“”。；;：:\n、]{1,8}(?:、[^“”。；;：:\n、]{1,8})+"
        r"|(?:[^“”。；;：:\n、，“]{1,4}、)+[^“”。；;：:\n、，]{1,4}(?:或|还是)"
        r"[^“”。；;：:\n、，的]{1,4}"
    ),
    ENGLISH: re.compile(
        r"\"[^\"]{1,24}\"(?:(?:, (?:or |and )?| or | and )\"[^\"]{1,24}\")+"
        r"|(?<=: )[\w -]{2,24}(?:, [\w -]{2,24})+"
        r"|(?<=\bas )(?:[a-z]+, )*[a-z]+,? or [a-z]+"
    ),
}
"""What a list of classes looks like in an instruction."""
_LABEL_WORD = re.compile(r"[^、，,\"“” ][^、，,\"“”]*")
_JOINED = re.compile(r"和|与|\band\b")


class Writer:
    """Replaces the words of one record's task by those of another."""

    def __init__(self, record: Record, own: TaskProfile, profile: TaskProfile) -> None:
        self.record, self.own, self.profile = record, own, profile
        self.words = _replaceable(own, profile, record)
        longest_first = sorted(self.words, key=len, reverse=True)
        parts = [_bounded(word) for word in longest_first]
        self.limit = next(
            (c for c in profile.constraints if LIMIT.search(c.text)), None
        )
        self.pattern = re.compile("|".join(parts), re.IGNORECASE) if parts else None
        self.classes = self._classes()
        self.own_input = _own_input(own, profile, record)

    def rewritten(self, start: int, end: int) -> list[Piece]:
        """Return the record's text in [start, end) with the task's words in it."""
        pieces: list[Piece] = []
        at, before = start, ""
        for begin, stop, token in self._places(start, end):
            if begin < at:
                continue
            new = self._new(token, before + self.record.instruction[at:begin])
            if self._stands(stop, new):
                continue
            pieces += self._kept(at, begin)
            before += self.record.instruction[at:begin]
            mend_article(pieces, new, self.profile)
            pieces += new
            before += "".join(piece.text for piece in new)
            at = stop
        return merged([*pieces, *self._kept(at, end)])

    def mentions_input(self, text: str) -> bool:
        """Say whether `text` names a kind of input that the task does not have."""
        return self.own_input is not None and self.own_input.search(text) is not None

    def contradicts(self, text: str) -> bool:
        """Say whether `text` tells of a class that the task does not have."""
        if self.classes is None:
            return False
        start, end = self.classes
        listed = self.record.instruction[start:end]
        if listed in text:
            return False
        known = {label.text.lower() for label in self.profile.labels}
        quoted = (f"“{w}”" for w in _LABEL_WORD.findall(listed))
        return any(q in text and q.strip("“”").lower() not in known for q in quoted)

    def _classes(self) -> tuple[int, int] | None:
        """Return where the record lists the classes that give way to the task's."""
        if self.own.task_type != "classification" or not self.profile.labels:
            return None
        language = CHINESE if self.profile.language == CHINESE else ENGLISH
        match = _LABEL_RUN[language].search(self.record.instruction)
        return match.span() if match else None

    def _places(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return ranges to replace, in order, with what takes their place."""
        text = self.record.instruction
        found: list[tuple[int, int, str]] = []
        if self.limit:
            pattern = details.constraint_pattern(self.profile.language)
            limits = pattern.finditer(text, start, end)
            found += [
                (m.start(), m.end(), _LIMITED)
                for m in limits
                if LIMIT.search(m.group())
            ][:1]
        if self.classes and start <= self.classes[0] and self.classes[1] <= end:
            found.append((*self.classes, _LABELS))
        if self.pattern:
            taken = [(a, b) for a, b, _ in found]
            found += [
                (m.start(), m.end(), self.words[m.group().lower()])
                for m in self.pattern.finditer(text, start, end)
                if not any(a < m.end() and m.start() < b for a, b in taken)
            ]
        return sorted(found)

    def _stands(self, stop: int, new: list[Piece]) -> bool:
        """Say whether the new words stand there: “Python function” for “function”."""
        words = "".join(piece.text for piece in new).lower()
        return self.record.instruction[:stop].lower().endswith(words)

    def _kept(self, start: int, end: int) -> list[Piece]:
        """Return the record's own words."""
        ref = Ref(
            kind="record",
            id=str(self.record.id or ""),
            field="instruction",
            start=start,
            end=end,
        )
        return [Piece(self.record.instruction[start:end], Origin.RECORD, ref)]

    def _new(self, token: str, before: str) -> list[Piece]:
        """Return the task's words for `token`."""
        if token == _LIMITED and self.limit:
            ref = self.limit.ref or Ref(kind="task", field="constraints")
            return [Piece(self.limit.text, Origin.TASK, ref)]
        joint = Ref(kind="record", id=str(self.record.id or ""), field="instruction")
        words = phrase_pieces(token[1:-1], self.profile, joint, before)
        # the commas of a list are nobody's words but stand in the record's stead
        return [
            replace(p, origin=Origin.RECORD) if p.origin is Origin.GENERATED else p
            for p in words
        ]


def _own_input(
    own: TaskProfile, profile: TaskProfile, record: Record
) -> re.Pattern[str] | None:
    """Return a pattern for the record's kind of input where the task's is another."""
    if own.input_form.text.lower() == profile.input_form.text.lower():
        return None
    names = [n for n in _input_names(own, profile.language, record) if len(n) > 1]
    longest_first = sorted(names, key=len, reverse=True)
    parts = [_bounded(name) for name in longest_first]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _input_names(own: TaskProfile, language: str, record: Record) -> list[str]:
    """Return the words a record has for its input, without general ones."""
    known = lexicon(language if language in LANGUAGES else ENGLISH)
    form = own.input_form.text
    aliases = [a for a, f in known.inputs.items() if f.name == form and len(a) > 1]
    names = (form, *aliases, *_surface(own.input_form, record), own.slot)
    return [n for n in names if n and n.lower() not in known.generic]


def _replaceable(
    own: TaskProfile, profile: TaskProfile, record: Record
) -> Mapping[str, str]:
    """Return the record's words that the task has other words for, with their tokens.

    All usual names of the record's kind of input count, also the one in its brackets.
    """
    words = dict(words_of(own))
    known = lexicon(profile.language if profile.language in LANGUAGES else ENGLISH)
    for name in ("source_language", "target_language"):
        # a script goes with its language: “简体中文” is one name
        for prefix in ("简体", "繁体"):
            text = getattr(own, name).text
            if text:
                words.setdefault(f"{prefix}{text}".lower(), f"<{name}>")
    for name in _input_names(own, profile.language, record):
        words.setdefault(name.lower(), _INPUT)
    new = profile.input_form.text.lower()
    words = {
        word: token
        for word, token in words.items()
        # “the question” in an instruction for text and question is still the question
        if not (token == _INPUT and _JOINED.search(new) and word in new)
        and word not in known.generic
    }
    usual = known.types.get(own.task_type, known.types["other"]).output
    special = own.output_form.text != usual or profile.task_type == "rewriting"
    return {
        word: token
        for word, token in words.items()
        if _has(profile, token)
        and not _same(own, profile, token)
        # an instruction for an outline does not become one for a poem by its name
        and not (token == "<output_form>" and special)
    }


def _surface(phrase: Phrase, record: Record) -> list[str]:
    """Return the words that the record's description has for `phrase`."""
    ref = phrase.ref
    if ref is None or ref.field != "description" or ref.start is None:
        return []
    return [record.task_description[ref.start : ref.end]]


def _has(profile: TaskProfile, token: str) -> bool:
    """Say whether the task has words for `token`."""
    if token == _INPUT and not profile.has_input:
        return False
    return bool(getattr(profile, token[1:-1], None))


def _same(own: TaskProfile, profile: TaskProfile, token: str) -> bool:
    """Say whether record and task have the same words for `token`."""
    name = token[1:-1]
    a, b = getattr(own, name), getattr(profile, name)
    if name in PHRASES:
        return bool(a.text.lower() == b.text.lower())
    return [p.text for p in a] == [p.text for p in b]


def _bounded(word: str) -> str:
    """Return a pattern for a word: whole words only where it is of Latin letters."""
    start = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    end = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{start}{re.escape(word)}{end}"
