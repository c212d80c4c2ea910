"""Tasks as the analysis would read them, several for each task type and language."""

from instrstudio.domain.profile import NOTHING, Phrase, TaskProfile
from instrstudio.domain.span import Ref
from instrstudio.domain.task import TASK_TYPES, Example, Task

SAMPLES = {
    "zh": (
        Example(input="今天上午，市图书馆新馆开放。", output="市图书馆新馆开放。"),
        Example(input="昨夜大雨。", output="下雨了。"),
    ),
    "en": (
        Example(input="The new library opened today.", output="Library opens."),
        Example(input="It rained all night.", output="Rain."),
    ),
}
FORMS: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "zh": {
        "text_generation": (("商品关键词", "商品文案"), ("故事大纲", "短篇小说")),
        "translation": (("新闻", "译文"), ("技术文档", "中文译文")),
        "question_answering": (("问题", "答案"), ("短文和问题", "回答")),
        "dialogue": (("用户提问", "回复"), ("聊天记录", "应答")),
        "code_generation": (("需求描述", "函数"), ("题目", "SQL 查询")),
        "summarization": (("新闻文章", "摘要"), ("会议记录", "要点")),
        "classification": (("商品评论", "情感类别"), ("邮件", "标签")),
        "extraction": (("简历", "人名和电话"), ("病历", "药品清单")),
        "rewriting": (("邮件草稿", "正式邮件"), ("句子", "改写结果")),
        "other": (("文本", "结果"), ("数据", "分析报告")),
    },
    "en": {
        "text_generation": (("keywords", "advertisement"), ("outline", "essay")),
        "translation": (("news", "translation"), ("user manuals", "translation")),
        "question_answering": (("question", "answer"), ("questions", "answers")),
        "dialogue": (("user message", "reply"), ("chat messages", "reply")),
        "code_generation": (("requirements", "function"), ("exercise", "SQL query")),
        "summarization": (("news article", "summary"), ("minutes", "abstract")),
        "classification": (("product reviews", "category"), ("e-mail", "label")),
        "extraction": (("résumé", "names and phone numbers"), ("text", "dates")),
        "rewriting": (("e-mail", "formal e-mail"), ("sentences", "new sentences")),
        "other": (("text", "result"), ("data", "analysis")),
    },
}
_WORDS = {
    "zh": {
        "goal": "按要求完成这件事",
        "topic": "春天的校园",
        "source": "英文",
        "target": "中文",
        "role": "一位语文老师",
        "labels": ("正面", "负面", "中性"),
        "fields": ("姓名", "电话"),
        "constraints": ("不超过 100 字。", "语气正式"),
    },
    "en": {
        "goal": "do this as it is asked",
        "topic": "spring on the campus",
        "source": "Chinese",
        "target": "French",
        "role": "language teacher",
        "labels": ("positive", "negative", "neutral"),
        "fields": ("name", "phone"),
        "constraints": ("at most 100 words.", "use a formal tone"),
    },
}


def profile(
    task_type: str = "summarization",
    language: str = "zh",
    *,
    form: int = 0,
    rich: bool = False,
    has_input: bool = True,
    constraints: bool = False,
    description: str = "任务 task",
) -> TaskProfile:
    """Return a profile; a `rich` one has all the optional parts."""
    said, words = FORMS[language][task_type][form], _WORDS[language]
    quoted = Ref(kind="task", field="description", start=0, end=len(said[0]))
    return TaskProfile(
        task=Task(
            description=description,
            examples=SAMPLES[language] if has_input else (),
            task_type=task_type,
            language=language,
        ),
        task_type=task_type,
        language=language,
        input_form=Phrase(said[0], quoted),
        output_form=Phrase(said[1]),
        slot=said[0] + ("内容" if language == "zh" else ""),
        has_input=has_input,
        goal=Phrase(str(words["goal"])),
        topic=Phrase(str(words["topic"])) if rich or not has_input else NOTHING,
        source_language=Phrase(str(words["source"])) if rich else NOTHING,
        target_language=Phrase(str(words["target"])),
        programming_language=Phrase("Python") if rich else NOTHING,
        role=Phrase(str(words["role"])) if rich else NOTHING,
        labels=tuple(Phrase(word) for word in words["labels"]) if rich else (),
        fields=tuple(Phrase(word) for word in words["fields"]) if rich else (),
        constraints=tuple(Phrase(word) for word in words["constraints"])
        if constraints
        else (),
    )


def all_profiles(task_type: str, language: str) -> list[TaskProfile]:
    """Return every kind of profile of a task type."""
    return [
        profile(
            task_type, language, form=form, rich=rich, has_input=given, constraints=more
        )
        for form in (0, 1)
        for rich in (False, True)
        for given in (True, False)
        for more in (False, True)
    ]


__all__ = ["FORMS", "SAMPLES", "TASK_TYPES", "all_profiles", "profile"]
