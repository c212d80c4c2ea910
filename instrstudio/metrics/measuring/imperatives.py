"""Words that say what to do, in both languages: what an instruction is made of."""

import re

from instrstudio.domain.language import CJK_CHARACTER

_ENGLISH = (
    "abbreviate act adapt add adjust analyse analyze annotate answer apply arrange "
    "ask assemble assess assign assume brainstorm break bring build calculate "
    "capitalize categorise categorize change check choose cite clarify classify "
    "clean collect combine come comment compare compile complete compose compute "
    "condense conduct conjugate consider construct continue convert correct count "
    "create critique debug decide decode decompose deduce define delete demonstrate "
    "derive describe design detect determine develop differentiate discuss dissect "
    "distinguish divide draft draw edit elaborate eliminate email encode encourage "
    "enter estimate evaluate examine exchange expand explain explore express extract "
    "figure fill find fix follow form format formulate generate give greet group "
    "guess help highlight identify illustrate imagine implement improve include "
    "incorporate increase infer insert inspect integrate interpret introduce invent "
    "invite judge keep label list locate look make map mark match mention merge "
    "modify name optimize order organise organize outline output pair paraphrase "
    "parse perform pick plan play point predict prepare present pretend print "
    "process produce proofread propose prove provide punctuate put quantify quote "
    "rank rate re-word read rearrange recall recognise recognize recommend "
    "reconstruct reduce refactor refer reformat relate remove render reorder "
    "reorganise reorganize repeat rephrase replace reply report represent research "
    "resolve respond restate return reverse review revise reword rewrite role-play "
    "roleplay say score search select send separate set share shorten show simplify "
    "simulate sketch solve sort specify split spot start state suggest sum summarise "
    "summarize supply switch synthesise synthesize take talk tell think tokenize "
    "trace transcribe transform translate turn underline understand update use vary "
    "verify visualize watch weigh work write"
)
_CHINESE = (
    "摘要 总结 概括 概述 归纳 提炼 浓缩 翻译 译成 译为 写 撰写 编写 创作 续写 改写 "
    "重写 仿写 扩写 缩写 润色 修改 修正 纠正 纠错 校对 生成 产生 创建 制作 制定 设计 "
    "构建 构造 实现 开发 编程 回答 解答 答复 回复 作答 解释 说明 阐述 描述 介绍 讲述 "
    "讲 列出 列举 举例 给出 提供 提出 推荐 建议 提取 抽取 找出 识别 检测 判断 判别 "
    "确定 分类 归类 标注 标记 打标签 分析 评估 评价 点评 评论 比较 对比 区分 计算 "
    "求解 求 解方程 推断 推理 推导 预测 证明 验证 检查 排序 排列 整理 组织 合并 拆分 "
    "分割 转换 转化 改成 改为 变成 替换 删除 添加 补充 补全 完成 填写 填空 选择 选出 "
    "挑选 匹配 查找 搜索 查询 规划 计划 安排 模拟 扮演 充当 担任 想象 假设 阅读 理解 "
    "思考 讨论 探讨 研究 调查 统计 输出 返回 打印 展示 告诉 帮 问 提问 起名 命名 "
    "简化 简述 复述 转述 表达 造句 对话 聊 谈谈 说 讲解 分享 写出 指出 使用 用 想出 "
    "想一个 找到 编辑 改进 举 诊断 获取 了解 分为 调整 优化 设置 排查 加入 确认 演示 "
    "绘制 画 起草 拟 记录 审查 解决 反转 求出 算出"
)
_ADVERBS = r"(?:(?:briefly|carefully|clearly|simply|now|then|first|next|also|just)\s+)?"
_VERB = "|".join(re.escape(verb) for verb in _ENGLISH.split())
_ACTS = re.compile(
    r"(?:^|[.!?:;,\n()\"“”*#-]\s*|\b(?:please|kindly|to|and|or|then|by|"
    r"you (?:should|must|will|need to|have to|are to|can|could)|"
    r"(?:can|could|would|will) you|i want you to|i need you to|let's|never|always)\s+)"
    rf"{_ADVERBS}(?:{_VERB})\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:what|who|whom|whose|which|when|where|why|how)\b|\?\s*$", re.IGNORECASE
)
_CHINESE_ACTS = re.compile("|".join(sorted(_CHINESE.split(), key=len, reverse=True)))
_CHINESE_ASKS = re.compile(
    "什么|如何|怎么|怎样|为何|为什么|哪|谁|多少|几[个种条点步]|是否|吗|呢|何时|何地|[？?]"
)
_OPENING = re.compile(
    rf"^\W*(?:(?:please|kindly|now|first|next|then),?\s+)*{_ADVERBS}(?:{_VERB})\b",
    re.IGNORECASE,
)
_FRAMED = re.compile(
    r"^\W*(?:given|using|based on|from|in|for|with|as|if|when|suppose|imagine|assuming|"
    r"according to|after|before|by|under|below|the following|here|this|each|on)\b",
    re.IGNORECASE,
)
_CAST = re.compile(
    r"^\W*(?:you(?:'re| are|'ll| will| should| must| need| have| can)|i (?:want|need|"
    r"would like)|i'd like|your (?:task|job|goal|role)|the (?:task|goal|aim)|let's|"
    r"(?:can|could|would|will) you|do(?:n't| not)|in this task|this task|never|always)"
    r"\b",
    re.IGNORECASE,
)
_CHINESE_CAST = re.compile(
    r"^\W*(?:请|烦请|麻烦|帮|替我|你|您|我(?:要|想|希望|需要)|作为|现在|任务|把|将|对|根据|按照|依据|给|从|以|为|针对"
    r"|假[设如]|如果|当|在|下面|以下|下列|让|基于|通过|利用|就|围绕|结合|参考|不要|不得|如何)"
)


def acts(text: str) -> bool:
    """Say whether `text` names an action, or asks a question."""
    if CJK_CHARACTER.search(text):
        found = _CHINESE_ACTS.search(text) or _CHINESE_ASKS.search(text)
        return found is not None or _ACTS.search(text) is not None
    return _ACTS.search(text) is not None or _ASKS.search(text) is not None


def opens_well(text: str) -> bool:
    """Say whether the first words of `text` are how instructions begin.

    That is a verb, a question, the one who is spoken to, or what is given if an action
    follows.
    """
    if CJK_CHARACTER.search(text):
        start = _CHINESE_CAST.match(text) or _CHINESE_ACTS.match(text.lstrip(" \n“\"'"))
        head = re.split(r"[。！？!?\n]", text.strip(), maxsplit=1)[0]
        asked = _CHINESE_ASKS.search(head) or re.match(r"[^。！]*[？?]", text.strip())
        return bool(start or asked or _OPENING.match(text))
    if _OPENING.match(text) or _CAST.match(text):
        return True
    head = re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0]
    if _ASKS.match(head.lstrip("\"'“ ")) or head.endswith("?"):
        return True
    return _FRAMED.match(text) is not None and acts(text)


def without_verbs(text: str) -> str:
    """Return `text` without the words that say what to do."""
    bare = re.sub(rf"\b(?:please|kindly|{_VERB})\b", " ", text, flags=re.IGNORECASE)
    return _CHINESE_ACTS.sub(" ", bare.replace("请", " "))
