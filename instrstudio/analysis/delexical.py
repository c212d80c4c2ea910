"""A task's own words out of a text and in again, so that a small model need not spell.

The model reads and writes ``<input_form>`` where the task says “news article”; the
words are put back afterwards, each with where it came from. What the tokens stand for
is read off the `TaskProfile`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from instrstudio.analysis import style
from instrstudio.domain.language import CHINESE, LANGUAGES, is_cjk
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.span import Origin, Piece, Ref
from instrstudio.domain.task import TASK_TYPES

SLOT = "<slot>"
PHRASES = (
    "input_form",
    "output_form",
    "source_language",
    "target_language",
    "programming_language",
    "topic",
    "role",
    "goal",
)
LISTS = ("labels", "fields", "constraints")
LIKE = "<like>"
SECTIONS = ("<has>", "<task>", "<in>", "<out>", LIKE)
"""The tokens that begin a part of a source."""

LIKE_MOST = 3
"""How many like instructions a source holds at most."""

_SAMPLES = 3
_SAMPLE_WEIGHT, _LIKE_WEIGHT = 240, 200
_CJK_WEIGHT = 3

_SEPARATORS = {
    ("labels", "zh"): "、",
    ("fields", "zh"): "、",
    ("constraints", "zh"): "；",
    ("labels", "en"): ", ",
    ("fields", "en"): ", ",
    ("constraints", "en"): "; ",
}


def _token(name: str) -> str:
    """Return the token that stands for the phrase of this name."""
    return f"<{name}>"


PLACES = (SLOT, *(_token(name) for name in (*PHRASES, *LISTS)))
"""The tokens a text may hold in place of a task's words."""

SPECIALS = (
    *(f"<{language}>" for language in LANGUAGES),
    *(f"<type={name}>" for name in TASK_TYPES),
    *SECTIONS,
    *style.TOKENS,
    *PLACES,
)
"""Every token that stands for itself in a source or target."""

_WORDS = re.compile("|".join(re.escape(token) for token in SECTIONS[1:]))
_SPECIAL = re.compile("|".join(re.escape(token) for token in SPECIALS))
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,60}\]")
_SENTENCE_START = re.compile(r"(?:^|[\n.!?:]\s*|\n#+ )$")
_ARTICLE = re.compile(r"\b([Aa])n? ((?:[a-z-]+,? ){0,4})$")
_UNCOUNTED = re.compile(
    r"(?i)(?<!\bserie)(?<!\bspecie)(?<!\blen)(?:(?<=[^sui])s"
    r"|\b(?:copy|code|information|feedback|advice|data|children|people))$"
)
_AFTER_HEAD = re.compile(
    r"(?i)\s(?:of|for|in|on|with|from|about|to|by|at|that|which|who|based)\b"
)
"""What begins the part of a noun phrase that comes after its head."""
_VOWEL = re.compile(r"(?i)(?!uni|use|eu|one)[aeiou]|hour|honest|SQL|XML|HTML|HTTP")


def plain(text: str) -> str:
    """Return `text` without anything that would be read as one of the tokens."""
    return _SPECIAL.sub(lambda found: f"< {found.group()[1:]}", text)


def available(profile: TaskProfile) -> tuple[str, ...]:
    """Return the tokens for which `profile` has words."""
    found = [SLOT] if profile.has_input else []
    found += [_token(name) for name in PHRASES if getattr(profile, name)]
    found += [_token(name) for name in LISTS if any(getattr(profile, name))]
    code = profile.programming_language.text.lower()
    if code and code in profile.output_form.text.lower().split():
        found.remove("<programming_language>")  # “SQL query” says it already
    return tuple(found)


def unavailable(profile: TaskProfile) -> tuple[str, ...]:
    """Return the tokens an instruction for `profile` must not hold."""
    known = set(available(profile))
    return tuple(token for token in SPECIALS if token not in known)


def source_text(
    profile: TaskProfile, *, wish: Sequence[str] = (), like: Sequence[str] = ()
) -> str:
    """Return what the model reads of a task.

    Args:
        profile: What was read off the task.
        wish: Control tokens of `style` that the instruction should follow.
        like: Instructions of the library for like tasks, the nearest first.
    """
    task = profile.task
    known = [token for token in available(profile) if token != _token("goal")]
    task_type = profile.task_type if profile.task_type in TASK_TYPES else "other"
    parts = [
        f"<{profile.language}><type={task_type}>",
        *wish,
        "<has>",
        *known,
        f"<task>{delexicalised(' '.join(task.description.split()), profile)}",
    ]
    shown = task.examples[:_SAMPLES]
    for example in shown:
        parts.append(f"<in>{_beginning(example.input, _SAMPLE_WEIGHT // len(shown))}")
        parts.append(f"<out>{_beginning(example.output, _SAMPLE_WEIGHT // len(shown))}")
    parts += [f"{LIKE}{_beginning(text, _LIKE_WEIGHT)}" for text in like[:LIKE_MOST]]
    return "".join(parts)


def without_words(source: str) -> str:
    """Return a source without description, samples and like instructions.

    What is left says of which kind the task is, and which tokens there are.
    """
    return _WORDS.split(source, maxsplit=1)[0]


def _beginning(text: str, weight: int) -> str:
    """Return the beginning of a text on one line, free of tokens.

    A Chinese character weighs three Latin letters: about what it says, and about its
    share of a tokenizer's tokens.
    """
    line, left = " ".join(text[: 4 * weight].split()), weight
    for at, character in enumerate(line):
        left -= _CJK_WEIGHT if is_cjk(character) else 1
        if left < 0:
            return plain(line[:at])
    return plain(line)


def target_text(instruction: str, profile: TaskProfile) -> str:
    """Return what the model should write for `instruction`.

    The last bracketed name is the input's place; other brackets stay as they are.
    """
    brackets = list(_BRACKETS.finditer(instruction))
    if not brackets:
        return delexicalised(instruction.strip(), profile)
    last = brackets[-1]
    before, after = instruction[: last.start()], instruction[last.end() :]
    delexed = (delexicalised(part, profile) for part in (before, after))
    return SLOT.join(delexed).strip()


def delexicalised(text: str, profile: TaskProfile) -> str:
    """Return `text` with the words of `profile` replaced by their tokens.

    Longer words are replaced first, so that a word inside another one stays whole.
    """
    words = words_of(profile)
    if not words:
        return plain(text)
    pattern = re.compile(
        "|".join(_bounded(word) for word in sorted(words, key=len, reverse=True)),
        re.IGNORECASE,
    )
    pieces, at = [], 0
    for found in pattern.finditer(text):
        pieces += [plain(text[at : found.start()]), words[found.group().lower()]]
        at = found.end()
    return "".join([*pieces, plain(text[at:])])


def _bounded(word: str) -> str:
    """Return a pattern for a word: whole words only where it is of Latin letters."""
    start = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    end = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{start}{re.escape(word)}{end}"


def words_of(profile: TaskProfile) -> Mapping[str, str]:
    """Return the token for each of the profile's words, in lower case.

    A goal is a whole clause: taking it out would leave nothing to read.
    """
    words: dict[str, str] = {}
    for name in PHRASES:
        phrase: Phrase = getattr(profile, name)
        if name != "goal" and phrase.text.strip():
            words.setdefault(phrase.text.strip().lower(), _token(name))
    for name in LISTS:
        for joined in _joined(getattr(profile, name)):
            words.setdefault(joined.lower(), _token(name))
    return words


def _joined(phrases: Sequence[Phrase]) -> Iterator[str]:
    """Yield the ways people write a list."""
    texts = [_clipped(phrase) for phrase in phrases if _clipped(phrase)]
    if not texts:
        return
    for comma, last in (
        ("、", "、"),
        ("、", "和"),
        ("、", "或"),
        ("，", "，"),
        (", ", ", "),
        (", ", " and "),
        (", ", " or "),
        (", ", ", and "),
        (", ", ", or "),
        ("/", "/"),
        ("；", "；"),
        ("; ", "; "),
    ):
        if len(texts) > 1:
            yield comma.join(texts[:-1]) + last + texts[-1]
    if len(texts) == 1:
        yield texts[0]


def _clipped(phrase: Phrase) -> str:
    """Return a phrase as one item of a list."""
    return phrase.text.strip().rstrip("。.；;，, ")


def filled(text: str, profile: TaskProfile, writer: str) -> list[Piece]:
    """Put the words of `profile` in place of the tokens in `text`.

    Args:
        text: What the model wrote; it holds no token that is unavailable.
        profile: Whose words.
        writer: The id of the checkpoint that wrote the rest.
    """
    written = Ref(kind="checkpoint", id=writer)
    pieces: list[Piece] = []
    before = ""
    for part in _parts(text):
        if part not in PLACES:
            new = [Piece(part, Origin.GENERATED, written)]
        elif part == SLOT:
            new = [_slot(profile, writer)]
        else:
            new = phrase_pieces(part[1:-1], profile, written, before)
            _drop_doubled(pieces, new)
            mend_article(pieces, new, profile)
        pieces += new
        before += "".join(piece.text for piece in new)
    return pieces


def _drop_doubled(pieces: list[Piece], new: Sequence[Piece]) -> None:
    """Take away “Python ” where “Python function” follows."""
    gap = 1 if pieces and pieces[-1].text in ("", " ") else 0
    if not new or len(pieces) <= gap:
        return
    last = pieces[-1 - gap]
    words = last.text.strip().lower()
    if last.origin is Origin.TASK and new[0].text.lower().startswith(words):
        del pieces[-1 - gap :]


def _parts(text: str) -> Iterator[str]:
    """Cut a text at its tokens."""
    at = 0
    for found in _SPECIAL.finditer(text):
        yield text[at : found.start()]
        yield found.group()
        at = found.end()
    yield text[at:]


def _slot(profile: TaskProfile, writer: str) -> Piece:
    """Return the named place of the input, or the first sample in it."""
    task = profile.task
    if task.fill and task.examples and task.examples[0].input.strip():
        whole = task.examples[0].input
        ref = Ref(kind="task", field="examples.0.input", start=0, end=len(whole))
        return Piece(whole, Origin.TASK, ref)
    ref = Ref(kind="checkpoint", id=writer, field="input")
    return Piece(profile.slot_text, Origin.SLOT, ref)


def phrase_pieces(
    name: str, profile: TaskProfile, written: Ref, before: str
) -> list[Piece]:
    """Return the words for one token, with commas between those of a list."""
    if name in PHRASES:
        phrase: Phrase = getattr(profile, name)
        ref = phrase.ref or Ref(kind="task", field=name)
        return [Piece(cased(phrase.text, profile, before), Origin.TASK, ref)]
    separator = _SEPARATORS[name, CHINESE if profile.language == CHINESE else "en"]
    pieces: list[Piece] = []
    for phrase in getattr(profile, name):
        if not _clipped(phrase):
            continue
        if pieces:
            pieces.append(Piece(separator, Origin.GENERATED, written))
        ref = phrase.ref or Ref(kind="task", field=name)
        pieces.append(Piece(_clipped(phrase), Origin.TASK, ref))
    return pieces


def cased(text: str, profile: TaskProfile, before: str) -> str:
    """Return English words with a capital where a sentence or line begins."""
    if profile.language != CHINESE and _SENTENCE_START.search(before):
        return text[:1].upper() + text[1:]
    return text


def mend_article(
    pieces: list[Piece], new: Sequence[Piece], profile: TaskProfile
) -> None:
    """Make the article in front of the new words “a”, “an” or nothing, as they want.

    The model chose the article without seeing the words. There may be adjectives or one
    other phrase (“a Python ”) between.
    """
    if profile.language == CHINESE or not new:
        return
    bridged = len(pieces) > 2 and pieces[-1].text == " "
    place = len(pieces) - (3 if bridged else 1)
    found = _ARTICLE.search(pieces[place].text) if place >= 0 else None
    if not found:
        return
    letter, between = found.groups()
    following = between or (pieces[-2] if bridged else new[0]).text
    article = letter + ("n " if _VOWEL.match(following) else " ")
    head = _AFTER_HEAD.split(new[0].text, maxsplit=1)[0]
    if _UNCOUNTED.search(head):
        article = ""
    last = pieces[place]
    text = last.text[: found.start()] + article + between
    pieces[place] = Piece(text, last.origin, last.ref)
