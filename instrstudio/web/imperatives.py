"""Whether a sentence tells somebody to do something, in English and Chinese."""

import re

from instrstudio.domain.language import CHINESE, language_of

_VERBS = """
    act add adjust allow analyse analyze answer apply arrange ask assess assign
    assume attach avoid bake base be begin boil break bring build calculate call
    change check choose cite classify clean clear click close collect combine
    compare complete compose compute consider connect convert cook copy correct
    count cover create cut decide define delete describe design detect determine
    develop discuss divide do download draft drag draw edit eliminate enable enter
    estimate evaluate examine exclude explain export express extract fill filter
    find fix focus fold follow format generate get give go group guess heat
    highlight identify ignore imagine import improve include indicate infer insert
    install interpret invent judge keep label leave let limit list load locate log
    look maintain make map mark match measure mention mix modify move name note
    offer omit open order organise organize outline paraphrase paste peel pick place
    plan point pour predict prepare press preserve print produce proofread propose
    provide pull push put rank rate read rearrange recommend record reduce refer
    remove rename repeat rephrase replace reply report respond restart restore
    return reverse review revise rewrite roll run save say scroll search select send
    separate serve set share shorten show shuffle simplify skip solve sort speak
    specify split spread start state stay stir stop store submit suggest sum
    summarise summarize support switch take tap tell test think transform translate
    try turn type underline understand uninstall unplug update upload use validate
    verify view visit wait walk warm wash watch wear weigh work wrap write
"""
_ENGLISH = frozenset(_VERBS.split())
_LEAD = re.compile(
    r"(?:please|then|next|first|second|third|finally|lastly|now|also|and|always|never|"
    r"carefully|simply|optionally|once done)\b[\s,]*",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"(?:do not|don['’]t|never|make sure|be sure|ensure)\b", re.IGNORECASE
)
_CONDITION = re.compile(
    r"(?:if|when|once|after|before|for|in|to)\b[^,]{1,80},\s+", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^\s*(?:(?:step|part)\s*)?(?:\(?\d{1,2}[.):：、]|\(?\d{1,2}(?=\s)|[a-z]\))\s*[.:：-]?\s*|"
    r"^\s*(?:第[一二三四五六七八九十\d]{1,3}步|步骤\s*[一二三四五六七八九十\d]{1,3})\s*[：:、，,.]?\s*|"
    r"^\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、]\s*|^\s*[•·▪◦*–—-]\s+",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"^\s*(?:step\s*\d{1,2}\b|\d{1,2}[.)、]\s*\S|第[一二三四五六七八九十\d]{1,3}步|"
    r"步骤\s*[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十]{1,3}、)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:首先|其次|然后|接着|再|最后|先|务必|并|同时|如有需要|随后|之后)?[，,]?\s*"
    r"(?:请|不要|不得|切勿|避免|禁止|勿|别|务必|必须|确保|注意|记得|尽量|将|把|对|用|使用|按|根据|从|在|以|给|为|"
    r"打开|关闭|点击|选择|输入|填写|写|撰写|编写|列出|总结|概括|归纳|翻译|改写|润色|提取|抽取|删除|添加|加入|放入|"
    r"倒入|搅拌|加热|切|洗|煮|炒|蒸|烤|准备|检查|核对|确认|保存|上传|下载|安装|运行|重启|登录|注册|提交|分析|比较|"
    r"对比|判断|分类|标注|标出|说明|描述|解释|介绍|回答|给出|提供|生成|创建|新建|设置|设定|保留|保持|控制|限制|"
    r"避开|找出|找到|查找|搜索|阅读|读|看|听|记录|计算|统计|排序|合并|拆分|分成|转换|替换|修改|调整|补充|完成|返回|"
    r"按下|按住|拖动|复制|粘贴|连接|断开|取出|盖上|静置|等待|遵循|遵守|参考|引用|突出|强调|简要|逐|只|仅)"
)


def without_number(text: str) -> str:
    """Return a step without its number or bullet: “Step 2: Cut” is “Cut”."""
    rest = _NUMBER.sub("", text, count=1).strip()
    return rest or text.strip()


def is_numbered(text: str) -> bool:
    """Say whether a paragraph begins as a step: “Step 1”, “2.”, “第一步”."""
    return _STEP.match(text) is not None


def is_imperative(text: str) -> bool:
    """Say whether a sentence, or a step with its number, tells one to do something."""
    sentence = without_number(text)
    if language_of(sentence) == CHINESE:
        return _CHINESE.match(sentence) is not None
    for _lead in range(3):
        if _FORBIDS.match(sentence):
            return True
        found = _LEAD.match(sentence) or _CONDITION.match(sentence)
        if found is None:
            break
        sentence = sentence[found.end() :]
    first = re.match(r"[A-Za-z]+", sentence)
    rest = sentence[first.end() :] if first else ""
    # “Use of the site is free” and “Order: 12” are no orders
    return (
        first is not None
        and first[0].lower() in _ENGLISH
        and not re.match(r"\s*(?:of\b|:|is\b|are\b|was\b|\)|$)", rest)
    )
