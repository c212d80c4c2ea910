"""Does the instruction open like one?"""

import re

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import CHINESE
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message

_VERBS_EN = (
    "answer|act|analy[sz]e|arrange|ask|assign|build|calculate|change|check|choose|classify"
    "|categori[sz]e|compare|complete|compose|compress|condense|continue|convert|correct"
    "|create|decide|describe|design|detect|determine|develop|discuss|draft|edit|evaluate"
    "|explain|expand|extract|fill|find|fix|generate|give|go|grade|help|identify|imagine"
    "|implement|improve|judge|label|list|look|make|name|offer|organi[sz]e|outline"
    "|paraphrase|pick|plan|play|polish|predict|prepare|produce|proofread|propose|provide"
    "|pull|put|rank|rate|read|recommend|reduce|rephrase|replace|reply|report|respond"
    "|retell|review|revise|rewrite|say|select|send|show|simplify|solve|sort|speak|state"
    "|study|suggest|summari[sz]e|take|talk|tell|think|transform|translate|treat|turn|use"
    "|work|write|render|design|locali[sz]e|collect|mark|tag|refactor|debug|optimi[sz]e"
)
_OPENINGS = {
    CHINESE: re.compile(
        r"^(?:请|你是|你将|你现在|假如你|假设你|作为|阅读|读|根据|按|对|把|将|从|用|以|为|给"
        r"|在|先|通读|仔细|写|编写|撰写|生成|创作|翻译|总结|概括|回答|判断|提取|抽取"
        r"|找出|改写"
        r"|润色|解释|分析|列出|完成|扮演|担任|针对|结合|参考|依据|基于|下面|以下|就"
        r"|以|任务|围绕"
        r"|站在|想象|比较|计算|整理|设计|实现|补全|修改|检查|识别|归纳|提炼|挑|选|帮|让|替|面向"
        r"|不|只|使用|扩写|续写|压缩|简化|评价|评估|拟|起草|制定|规划|推荐|转换|讲|说|像|与|和)"
    ),
    "en": re.compile(
        rf"^(?:please\s+)?(?:(?:{_VERBS_EN})\b|you are\b|you're\b|you will\b|your\b"
        r"|as an?\b"
        r"|given\b|based on\b|using\b|from the\b|in the\b|for the\b|for each\b|with the\b"
        r"|the following\b|below\b|here\b|imagine\b|suppose\b|assume\b|do not\b|don't\b"
        r"|carefully\b|briefly\b|after reading\b|when\b|if\b|task:|role:|step\b|on the\b"
        r"|what\b|which\b|how\b|who\b|why\b|where\b|in \w+\b|keep\b|let\b)",
        re.IGNORECASE,
    ),
}
_PUNCTUATION = re.compile(r"^[\s。，、；：！？,.;:!?)\]}”’…-]")
_LOWER = re.compile(r"^[a-z]")
_UNUSUAL, _BROKEN = 0.6, 0.0


class Opening:
    """1 for an imperative, a role or a condition; 0 for punctuation in front."""

    name = "opening"
    weight = 0.7

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Look at the first words."""
        text = candidate.text
        if not text.strip() or _PUNCTUATION.match(text):
            broken = message("opens with punctuation")
            return Score(name=self.name, value=_BROKEN, weight=self.weight, note=broken)
        language = context.profile.language
        value = 1.0
        note: Message | None = None
        if not _OPENINGS.get(language, _OPENINGS["en"]).match(text):
            value, note = _UNUSUAL, message("an unusual opening for an instruction")
        if language != CHINESE and _LOWER.match(text):
            value, note = value * _UNUSUAL, message("opens without a capital letter")
        return Score(name=self.name, value=value, weight=self.weight, note=note)


PLUGIN = Opening()
