"""Does the instruction say what to do, to what, and what should come out?"""

import re
from collections.abc import Mapping

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.language import CHINESE
from instrstudio.domain.ports import Context
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Task
from instrstudio.metrics.measuring.copy_recall import content_words
from instrstudio.metrics.measuring.demands import demands
from instrstudio.metrics.measuring.imperatives import acts, without_verbs
from instrstudio.metrics.measuring.names import holds, stems

_KIND = (
    r"text|sentences?|articles?|passages?|paragraphs?|reviews?|stor(?:y|ies)|emails?|"
    r"messages?|documents?|reports?|questions?|conversations?|dialogues?|code|functions?|"
    r"words?|phrases?|numbers?|lists?|tables?|data|poems?|essays?|tweets?|posts?|comments?|"
    r"headlines?|titles?|statements?|equations?|queries|query|input|content|context|"
    r"abstracts?|recipes?|products?|images?|names?|topics?|scenarios?"
)
_INPUT = {
    CHINESE: re.compile(
        r"\[[^\]\n]+\]|(?:以下|下面|下列|给定|这[个篇段句首份]|该|上述|所给|如下|输入)(?:的)?[^，。\n]{0,12}"
    ),
    "en": re.compile(
        r"\[[^\]\n]+\]|\b(?:given|following|this|these|the|each|below|above|provided|an?)\s+"
        rf"(?:\w+[\s-]+){{0,2}}(?:{_KIND})\b|\b(?:input|below)\b",
        re.IGNORECASE,
    ),
}
_OUTPUT = {
    CHINESE: re.compile(
        "摘要|总结|列表|清单|句子|段落|诗|故事|文章|作文|邮件|信|标题|代码|函数|程序|表格|答案|标签|类别|关键词|译文|译成|翻译成"
        "|翻译为|翻译|问题|回复|回答|解释|描述|步骤|大纲|计划|方案|报告|评论|对话|名字|文案|一[句段篇首个份]|[个条点项种]|字|改写后"
    ),
    "en": re.compile(
        r"\b(?:summar(?:y|ies|i[sz]e)|lists?|sentences?|paragraphs?|poems?|stor(?:y|ies)|"
        r"essays?|emails?|letters?|titles?|headlines?|code|functions?|scripts?|programs?|"
        r"tables?|answers?|yes|no|true|false|labels?|categor(?:y|ies)|keywords?|translat\w+|"
        r"questions?|responses?|explanations?|explain|descriptions?|describe|steps?|"
        r"outlines?|plans?|recipes?|reports?|reviews?|dialogues?|names?|number|"
        r"words?|examples?|paraphras\w+|rewrit\w+|version|quer(?:y|ies)|arguments?)\b",
        re.IGNORECASE,
    ),
}


class Specification:
    """The share of action, object, forms and constraint that are named; [0, 1].

    Parts (``specification.action``, ``.object``, ``.input_form``, ``.output_form``,
    ``.constraint``) are 1 or 0. The form of the input is left out where the task has
    none. Low is under-specified.
    """

    name = "specification"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def measure(
        self, candidate: Candidate, task: Task, context: Context
    ) -> Mapping[str, float]:
        """Look for words of each part; the task's own names count wherever they are."""
        text, profile = candidate.text, context.profile
        parts = {
            "action": acts(text),
            "object": bool(content_words(without_verbs(text))),
            "output_form": _names_output(text, profile),
            "constraint": bool(demands(text)),
        }
        if profile.has_input:
            parts["input_form"] = _names_input(text, profile)
        values = {f"{self.name}.{part}": float(named) for part, named in parts.items()}
        return {self.name: sum(parts.values()) / len(parts), **values}


def _names_input(text: str, profile: TaskProfile) -> bool:
    """Say whether the kind of input is named, or its place is there."""
    form = profile.input_form.text
    if form and holds(form, text, stems(text)):
        return True
    return _INPUT.get(profile.language, _INPUT["en"]).search(text) is not None


def _names_output(text: str, profile: TaskProfile) -> bool:
    """Say whether the kind of output is named."""
    named = (profile.output_form, profile.target_language, *profile.labels)
    said = stems(text)
    if any(phrase.text and holds(phrase.text, text, said) for phrase in named):
        return True
    return _OUTPUT.get(profile.language, _OUTPUT["en"]).search(text) is not None


PLUGIN = Specification()
