"""Makes the instruction for a task that was read: its parts, with tokens for words."""

import random

from instrstudio.analysis import delexical
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.span import Ref
from starter.grammar import TOKENS, drawn, favoured, named, tokens_in, tokens_needed
from starter.layouts import Parts, laid_out
from starter.wordings import Scenario, common

TELLING = (
    "<target_language>",
    "<programming_language>",
    "<topic>",
    "<labels>",
    "<fields>",
)
"""Tokens that an instruction must say where the task has them; so must it
``<role>`` and ``<constraints>``, which have places of their own."""
_NOT_WRITTEN = {
    "dialogue": ("对话", "聊天", "dialogue", "conversation", "speech", "chat"),
    "summarization": ("speech", "interview", "conversation"),
    "question_answering": ("article", "passage", "text", "文章", "短文"),
}
"""What the analysis now and then takes for the output, though it is the input."""
LONGEST = {"zh": 200, "en": 440}
"""Characters of the longest instruction, tokens included."""


def instruction(
    chance: random.Random,
    scenario: Scenario,
    profile: TaskProfile,
    *,
    whole: bool = False,
) -> str:
    """Return an instruction for `profile`, which was read off a task of `scenario`.

    With `whole` it repeats the request, where no other words would say all of it.
    """
    known = sayable(profile)
    scenario = _literal(chance, scenario, profile)
    core = _core(chance, scenario, profile, known, whole=whole)
    details, steps = _beside(chance, scenario, known)
    if "SQL" in core and profile.programming_language.text == "SQL":
        known = known - {TOKENS["pl"]}
    needed = [t for t in TELLING if t in known and t not in tokens_in(core)]
    said = [_said(chance, scenario.language, token) for token in needed]
    demands = "<constraints>" in known
    parts = Parts(
        role=_role(chance, scenario, known, core),
        core=core,
        details=(*said, *details),
        ending=_drawn_one(
            chance, scenario.lists["ends"], known, share=0.0 if demands else 0.3
        ),
        steps=steps,
        said=len(said),
        has_input=profile.has_input,
        demands=demands,
    )
    return laid_out(chance, scenario.language, parts, LONGEST[scenario.language])


def sayable(profile: TaskProfile) -> set[str]:
    """Return the tokens an instruction for `profile` may hold.

    In “based on the title” the analysis takes the title for a topic as well, and in
    “hold a conversation” the conversation for what is to be written.
    """
    known = set(delexical.available(profile))
    topic, given = profile.topic.ref, profile.input_form.ref
    if profile.has_input and topic and given and _overlap(topic, given):
        known.discard(TOKENS["topic"])
    if profile.output_form.text in _NOT_WRITTEN.get(profile.task_type, ()):
        known.discard(TOKENS["out"])
    return known


def _overlap(one: Ref, other: Ref) -> bool:
    """Say whether two places in a task overlap."""
    if None in (one.start, one.end, other.start, other.end) or one.field != other.field:
        return False
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)


def _literal(
    chance: random.Random, scenario: Scenario, profile: TaskProfile
) -> Scenario:
    """Return the scenario with its own word for the output where nothing names one.

    Without a description the output is a “text”, though the sample shows a poem.
    """
    words = scenario.lists.get("literal", ())
    if not words or profile.task.description.strip():
        return scenario
    return scenario.with_output(chance.choice(words))


def usable(texts: tuple[str, ...], known: set[str]) -> list[str]:
    """Return the wordings that use no token outside `known`."""
    return [text for text in texts if tokens_needed(text) <= known]


def _core(
    chance: random.Random,
    scenario: Scenario,
    profile: TaskProfile,
    known: set[str],
    *,
    whole: bool,
) -> str:
    """Return the main sentence, with what it says of the input still open.

    The request is repeated only where nothing else would do. Those that say more of
    the task's telling tokens are preferred, and of these the earlier ones.
    """
    texts = scenario.does if profile.has_input else scenario.free
    fitting = usable(texts, known) or list(common(scenario.language)["free"])
    fitting = usable(tuple(fitting), known) or ["{out}"]
    if whole or (profile.has_input and profile.task_type != "other"):
        fitting = [t for t in fitting if ("{goal}" in t) == whole] or fitting
    telling = [len(tokens_needed(t) & known & set(TELLING)) for t in fitting]
    best = max(telling)
    good = [t for t, count in zip(fitting, telling, strict=True) if count >= best]
    return _with_tokens(drawn(favoured(good, chance), chance, ranked=True))


def _beside(
    chance: random.Random, scenario: Scenario, known: set[str]
) -> tuple[list[str], tuple[str, ...]]:
    """Return details, and the steps of a way to go where the scenario has one."""
    details = usable(scenario.lists["details"], known)
    count = min(chance.choice([0, 0, 0, 1, 1, 1, 2, 2, 3]), len(details))
    picked = [_with_tokens(drawn(d, chance)) for d in chance.sample(details, count)]
    steps = usable(scenario.lists["steps"], known)
    way = chance.choice(steps) if steps and chance.random() < 0.15 else ""
    lines = _with_tokens(drawn(way, chance)).split(" / ") if way else []
    return picked, tuple(lines)


def _role(chance: random.Random, scenario: Scenario, known: set[str], core: str) -> str:
    """Return who the model is to be; always where the task names somebody.

    Not where the main sentence says so already.
    """
    if TOKENS["role"] in tokens_in(core):
        return ""
    if TOKENS["role"] in known:
        texts = common(scenario.language)["roles"]
        return _with_tokens(drawn(favoured(texts, chance), chance))
    share = 0.5 if scenario.task_type == "dialogue" else 0.3
    return _drawn_one(chance, scenario.lists["roles"], known, share=share)


def _said(chance: random.Random, language: str, token: str) -> str:
    """Return a sentence of its own for a token that the main one leaves out."""
    return drawn(favoured(common(language)["say_" + token[1:-1]], chance), chance)


def _drawn_one(
    chance: random.Random, texts: tuple[str, ...], known: set[str], share: float
) -> str:
    """Return one of the texts, or with the other share nothing."""
    fitting = usable(texts, known)
    if not fitting or chance.random() >= share:
        return ""
    return _with_tokens(drawn(chance.choice(fitting), chance))


def _with_tokens(text: str) -> str:
    """Return a wording with tokens for its names."""
    return named(text, TOKENS)
