"""Puts together what was read off a task: the one door of this room."""

import re
from dataclasses import replace

from instrstudio.analysis import details
from instrstudio.analysis.clauses import Clause, read_clause
from instrstudio.analysis.evidence import is_question
from instrstudio.analysis.fields import fields
from instrstudio.analysis.forms import (
    Named,
    input_called,
    input_named,
    known_form,
    names_input,
    output_named,
    output_seen,
)
from instrstudio.analysis.labels import labels
from instrstudio.analysis.languages import instruction_language, translation_pair
from instrstudio.analysis.lexicon import Lexicon, TypeWords, lexicon
from instrstudio.analysis.role import role_of
from instrstudio.analysis.subject import subject_of
from instrstudio.analysis.task_type import TypeGuess, guess_type, likeliest_type
from instrstudio.domain.language import CHINESE, ENGLISH, LANGUAGES, length_of
from instrstudio.domain.profile import NOTHING, Phrase, TaskProfile
from instrstudio.domain.span import Ref
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message

_LONGEST_GOAL = 120
_GOAL_LEAD = {
    CHINESE: re.compile(
        r"^(?:(?:任务|目标|要求)(?:是|为)?[:：]?|请你?|帮我|帮忙"
        r"|我(?:想|要|需要|希望)(?:要)?|希望|需要|让(?:模型|AI)|(?:模型|AI)(?:能够?|要)?"
        r"|你?(?:能不能|能否|可不可以|可否|可以|能够?)(?:麻烦)?(?:你|您)?)+"
    ),
    ENGLISH: re.compile(
        r"^(?:please|(?:the|your|my) (?:task|goal|job) is to|i (?:want|need|would like)"
        r"(?: you| the model| a model| an ai)?(?: to)?|we (?:want|need) to"
        r"|help me(?: to)?|task:|goal:)\s+",
        re.IGNORECASE,
    ),
}
_ASKING = re.compile(r"[，,]?(?:好吗|可以吗|行吗|吗|呢|吧)$")
_SENTENCE = re.compile(r"^.+?(?=[。！？!?\n]|\.(?:\s|$)|$)", re.DOTALL)
_READ = {
    CHINESE: (
        *("文章", "短文", "文本", "段落", "新闻", "论文", "报告", "文档", "阅读材料"),
        *("材料", "合同", "说明书", "故事", "小说", "会议记录"),
    ),
    ENGLISH: (
        *("article", "passage", "text", "paragraph", "document", "story", "report"),
        *("news article", "paper", "contract", "manual", "notes", "chapter", "context"),
    ),
}
"""Kinds of text that questions are asked about."""
_SHORT_QUESTION = 40
_OPEN_OUTPUT = {"text_generation", "other"}
_TAKES_ANY_TEXT = {
    "summarization",
    "classification",
    "extraction",
    "rewriting",
    "question_answering",
}
_USUAL_OUTPUT = {"rewriting", "classification", "question_answering"}
_NEEDS_INPUT = {
    "summarization",
    "translation",
    "question_answering",
    "dialogue",
    "classification",
    "extraction",
    "rewriting",
}


def profile_of(task: Task) -> TaskProfile:
    """Read `task`: settle its type and languages, and name its parts.

    Pure and quick (about a millisecond), so a form can ask while somebody types. What
    the user has set on the task is never overridden.

    Raises:
        InvalidInput: The task is empty.
    """
    task.checked()
    language = instruction_language(task)
    words = lexicon(language if language in LANGUAGES else ENGLISH)
    guess = _type(task, words)
    type_words = words.types.get(guess.task_type, words.types["other"])
    clause = read_clause(task.description, language)
    named_in_words = names_input(clause, words, language)
    has_input = _has_input(task, guess.task_type, named=named_in_words)
    named = input_named(task, clause, type_words.input, words, language)
    if named.phrase.ref is None and guess.task_type in _TAKES_ANY_TEXT:
        asked = words.inputs["问题" if language == CHINESE else "question"].name
        # what a question is answered from is not all of the input
        if guess.task_type != "question_answering" or asked not in task.description:
            named = input_called(clause, words, language) or named
    profile = TaskProfile(
        task=replace(task, task_type=guess.task_type, language=language),
        task_type=guess.task_type,
        language=language,
        input_form=named.phrase,
        output_form=_output(task, guess.task_type, clause, type_words, words),
        goal=_goal(task.description, language),
        slot=named.slot,
        has_input=has_input,
        constraints=details.constraints(task, language),
        reasons=guess.reasons,
        confidence=guess.confidence,
    )
    return _with_particulars(profile, named, words)


def type_of(task: Task) -> str:
    """Return the type that `profile_of` would settle on: much quicker, and no more.

    Raises:
        InvalidInput: The task is empty.
    """
    task.checked()
    language = instruction_language(task)
    words = lexicon(language if language in LANGUAGES else ENGLISH)
    return task.task_type or likeliest_type(task, words)


def _type(task: Task, words: Lexicon) -> TypeGuess:
    """Take the user's type, or guess."""
    if task.task_type:
        chosen = (message("chosen by you"),)
        return TypeGuess(task_type=task.task_type, confidence=1.0, reasons=chosen)
    return guess_type(task, words)


def _has_input(task: Task, task_type: str, *, named: bool) -> bool:
    """Say whether the instruction needs a place for an input."""
    if any(e.input.strip() for e in task.examples):
        return True
    if not task.description.strip():
        # an output alone: the instruction says nothing unless something is put in
        return True
    if task.examples:
        return task_type in _NEEDS_INPUT - {"question_answering", "dialogue"}
    return named or task_type in _NEEDS_INPUT


def _output(
    task: Task, task_type: str, clause: Clause, usual: TypeWords, words: Lexicon
) -> Phrase:
    """Name the output."""
    language = CHINESE if words is lexicon(CHINESE) else ENGLISH
    if task_type == "translation":
        return Phrase(usual.output)
    if not task.description.strip():
        text = next((e.output for e in task.examples if e.output.strip()), "")
        seen = output_seen(text, language) if task_type in _OPEN_OUTPUT else ""
        return Phrase(seen or usual.output)
    if clause.output is None:
        known = known_form(task.description, words.outputs, language)
        # a known output that is not the input read off the same words
        if known and task_type not in _USUAL_OUTPUT:
            form, ref = known
            start = clause.input.start if clause.input else -1
            length = len(clause.input.text) if clause.input else 0
            if not start <= (ref.start or 0) < start + length:
                return Phrase(form.name, ref)
        return Phrase(usual.output)
    return output_named(clause, usual.output, words, language)


def _goal(description: str, language: str) -> Phrase:
    """Return the first sentence as an imperative clause: no “please”, no full stop."""
    match = _SENTENCE.match(description.strip())
    if not match:
        return NOTHING
    start = len(description) - len(description.lstrip())
    text = match.group()
    lead = _GOAL_LEAD.get(language, _GOAL_LEAD[ENGLISH]).match(text)
    if lead and lead.end() < len(text):
        text, start = text[lead.end() :], start + lead.end()
    text = text.strip()
    text = _ASKING.sub("", text) or text
    if len(text) > _LONGEST_GOAL:
        return NOTHING
    ref = Ref(kind="task", field="description", start=start, end=start + len(text))
    first = text.split(" ")[0]
    names = {name for names in lexicon(ENGLISH).languages.values() for name in names}
    if language == ENGLISH and first.istitle() and first not in names:
        text = text[0].lower() + text[1:]
    return Phrase(text, ref)


def _with_particulars(
    profile: TaskProfile, named: Named, words: Lexicon
) -> TaskProfile:
    """Add what only some types of task have."""
    task, language = profile.task, profile.language
    profile = replace(profile, role=role_of(task, profile.task_type, language))
    match profile.task_type:
        case "translation":
            return _translation(profile, named, words)
        case "question_answering":
            return _reading(profile, words)
        case "classification":
            return replace(profile, labels=labels(task, language))
        case "extraction":
            found = fields(task.description, profile.output_form, language)
            return replace(profile, fields=found)
        case "code_generation":
            name = details.programming_language(task)
            form = _without(profile.output_form, name)
            return replace(profile, programming_language=name, output_form=form)
        case "text_generation":
            return _writing(profile)
        case _:
            return profile


def _reading(profile: TaskProfile, words: Lexicon) -> TaskProfile:
    """Join text and question where answers are to come from a text."""
    zh = profile.language == CHINESE
    question = words.inputs["问题" if zh else "question"].name
    if question not in profile.task.description.lower():
        return profile
    texts = {alias: words.inputs[alias] for alias in _READ[profile.language]}
    found = known_form(profile.task.description, texts, profile.language)
    if not found or (profile.has_input and _is_bare_question(profile.task)):
        return profile
    form, ref = found
    joined = f"{form.name}和{question}" if zh else f"{form.name} and {question}"
    return replace(profile, input_form=Phrase(joined, ref), slot=joined)


def _is_bare_question(task: Task) -> bool:
    """Say whether the first sample is a question without a text to read."""
    text = next((e.input for e in task.examples if e.input.strip()), "")
    one_line = bool(text) and "\n" not in text.strip()
    return one_line and is_question(text) and length_of(text) < _SHORT_QUESTION


def _without(form: Phrase, name: Phrase) -> Phrase:
    """Take a programming language off a form: “Python 函数” is a function."""
    if not name or not form.text.lower().startswith(name.text.lower() + " "):
        return form
    if name.text.upper() == "SQL":
        return form
    rest = form.text[len(name.text) :]
    text = rest.strip()
    ref = form.ref
    if ref and ref.start is not None and ref.end is not None:
        ref = replace(ref, start=ref.end - len(text))
    return Phrase(text, ref)


def _writing(profile: TaskProfile) -> TaskProfile:
    """Add the topic; an output without more is about what it keeps naming."""
    task = profile.task
    given = any(e.input.strip() for e in task.examples)
    if task.description.strip() or given:
        return replace(profile, topic=_topic(profile))
    subject = subject_of(task, profile.language)
    return replace(profile, topic=subject, has_input=not subject)


def _topic(profile: TaskProfile) -> Phrase:
    """Return what to write about: named as such, or what the text is written for."""
    task, language = profile.task, profile.language
    found = details.topic(task, language)
    clause = read_clause(task.description, language)
    if found or profile.has_input or not clause.input:
        return found
    words = lexicon(language if language in LANGUAGES else ENGLISH)
    text, start = clause.input.text, clause.input.start
    lead = words.determiners.match(text)
    if lead and lead.end() < len(text):
        text, start = text[lead.end() :], start + lead.end()
    ref = Ref(kind="task", field="description", start=start, end=start + len(text))
    return Phrase(text, ref)


def _translation(profile: TaskProfile, named: Named, words: Lexicon) -> TaskProfile:
    """Split “英文句子” into a language and a form, and name both languages."""
    source, target = translation_pair(profile.task, words)
    names = sorted((n for ns in words.languages.values() for n in ns), key=len)
    form, slot = named.phrase, named.slot
    usual = words.types["translation"].input
    for name in reversed(names):
        if form.text.lower().startswith(name.lower()):
            rest = form.text[len(name) :].strip()
            known = words.inputs.get(rest.lower())
            form = Phrase(known.name if known else rest or usual, form.ref)
            break
    if form.text.lower() in {n.lower() for n in names}:
        form = Phrase(usual, form.ref)
    joined = source.text + ("" if profile.language == CHINESE else " ") + form.text
    slot = joined.strip() if source else slot
    return replace(
        profile,
        input_form=form,
        slot=slot,
        source_language=source,
        target_language=target,
    )
