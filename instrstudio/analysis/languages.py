"""The languages of a task: of the instruction, of its data, and of a translation."""

import re
from collections.abc import Iterator

from instrstudio.analysis.lexicon import Lexicon
from instrstudio.domain.language import CHINESE, language_of
from instrstudio.domain.profile import NOTHING, Phrase
from instrstudio.domain.span import Ref
from instrstudio.domain.task import Task

_SHORT_PAIR = re.compile("([中英日法德俄韩汉西])译([中英日法德俄韩汉西])")
# “the French translation of the German text”
_OF_RESULT = re.compile(
    r"\s*(?:translations?|versions?|renderings?|译文|译本|翻译)", re.I
)
_INTO = re.compile(
    r"(?:成|为|至|到|作|用)\s*$|(?:\b(?:in)?to|in)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("", re.compile(r"[\u0980-\u0dff\u0e80-\u109f\u10a0-\u10ff\u1200-\u137f]")),
)
_STOP_WORDS = {
    "fr": {"le", "la", "les", "des", "une", "est", "et", "dans", "pour", "que", "vous"},
    "de": {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "auf"},
    "es": {"el", "los", "las", "una", "es", "por", "con", "para", "que", "del"},
    "it": {"il", "di", "che", "è", "non", "gli", "della", "sono", "per", "una"},
    "pt": {"o", "os", "uma", "não", "do", "da", "em", "que", "para", "com"},
    "nl": {"het", "een", "van", "niet", "en", "ik", "je", "dat", "op", "zijn"},
    "pl": {"nie", "się", "jest", "na", "że", "do", "w", "z", "jak", "to"},
    "tr": {"bir", "ve", "bu", "için", "çok", "değil", "ile", "da", "ne", "mi"},
    "vi": {"là", "của", "và", "không", "có", "một", "được", "tôi", "cho", "này"},
    "en": {
        "the",
        "a",
        "is",
        "are",
        "of",
        "and",
        "to",
        "in",
        "for",
        "with",
        "on",
        "you",
    },
}


def data_language(text: str) -> str:
    """Return the language code of a sample, by script and then by its small words.

    ``""`` is a script that nobody here can read.
    """
    for code, script in _SCRIPTS:
        if len(script.findall(text)) > 0.15 * len(text):
            return code
    if language_of(text) == CHINESE:
        return CHINESE
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {c: sum(w in stop for w in words) for c, stop in _STOP_WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > counts["en"] else "en"


def instruction_language(task: Task) -> str:
    """Return the language to write the instruction in.

    The user's choice, else that of the description, else that of the samples.
    """
    if task.language:
        return task.language
    if task.description.strip():
        return language_of(task.description)
    texts = [
        text for e in task.examples for text in (e.input, e.output) if text.strip()
    ]
    worded = [text for text in texts if len(re.findall(r"[^\W\d_]", text)) > 1]
    return language_of((worded or texts)[0]) if texts else CHINESE


def translation_pair(task: Task, words: Lexicon) -> tuple[Phrase, Phrase]:
    """Return the names of source and target language, as the user wrote them if so."""
    source, target = _named_pair(task.description, words)
    first = next((e for e in task.examples if e.input.strip()), None)
    if not source:
        text = first.input if first else ""
        code = task.input_language or (data_language(text) if text else "")
        source = _usual(code, words)
    if not target:
        outputs = (e.output for e in task.examples if e.output.strip())
        text = next(outputs, "")
        code = task.output_language or (data_language(text) if text else "")
        target = _usual(code, words)
    if target.text and source.text == target.text:
        source = NOTHING
    return source, target


def _usual(code: str, words: Lexicon) -> Phrase:
    """Return the usual name of a language, or nothing."""
    return Phrase(words.languages[code][0]) if code in words.languages else NOTHING


def _named_pair(description: str, words: Lexicon) -> tuple[Phrase, Phrase]:
    """Read the pair off the description: “中译英”, “from A into B”, “译成 B”."""
    short = _SHORT_PAIR.search(description)
    if short:
        return _short(short, 1), _short(short, 2)
    named = sorted(_names(description, words), key=_start)
    if not named:
        return NOTHING, NOTHING
    into = [p for p in named if _INTO.search(description[: _start(p)])]
    into = into or [
        p for p in named if _OF_RESULT.match(description[_start(p) + len(p.text) :])
    ]
    target = into[-1] if into else (named[-1] if len(named) > 1 else NOTHING)
    others = [p for p in named if p != target]
    if len(named) == 1 and not into:
        return named[0], NOTHING
    return (others[0] if others else NOTHING), target


def _short(match: re.Match[str], group: int) -> Phrase:
    """Return the language that one character of “中译英” stands for."""
    at = Ref(
        kind="task", field="description", start=match.start(group), end=match.end(group)
    )
    return Phrase(match.group(group).replace("汉", "中") + "文", at)


def _start(phrase: Phrase) -> int:
    """Return where a phrase read off the description begins."""
    return phrase.ref.start or 0 if phrase.ref else 0


def _names(description: str, words: Lexicon) -> Iterator[Phrase]:
    """Yield names of languages in `description`, the longest at each place."""
    names = sorted({n for ns in words.languages.values() for n in ns}, key=len)
    pattern = "|".join(re.escape(name) for name in reversed(names))
    for match in re.finditer(pattern, description, re.IGNORECASE):
        at = Ref(kind="task", field="description", start=match.start(), end=match.end())
        yield Phrase(match.group(), at)
