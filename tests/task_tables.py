"""Descriptions as people write them, with what should be read off them."""

from instrstudio.domain.task import Example, Task

NEWS = (
    "本报讯（记者 周宁）昨日上午，清河市图书馆新馆正式向市民开放。新馆位于滨河路，"
    "总面积三万平方米，设有阅览座位两千个，藏书一百二十万册。据介绍，新馆每天开放十四个小时，"
    "周末还将举办讲座和展览。市民凭身份证即可入馆。馆方表示，开馆首日接待读者超过八千人次。"
)
SUMMARY = "清河市图书馆新馆昨日开放，座位两千个，藏书一百二十万册，首日接待超八千人次。"

CHINESE = [
    # description, type, input form, output form ("" where it does not matter)
    ("对一篇新闻文章进行摘要。", "summarization", "新闻文章", "摘要"),
    ("给下面这则新闻写一个摘要", "summarization", "新闻文章", "摘要"),
    ("请把新闻报道概括成一段摘要", "summarization", "新闻文章", "摘要"),
    ("总结一篇新闻报道的主要内容", "summarization", "新闻文章", "摘要"),
    ("新闻摘要", "summarization", "", "摘要"),
    ("我需要一个能自动总结新闻的指令", "summarization", "新闻文章", "摘要"),
    ("帮我把新闻稿件缩写成摘要", "summarization", "", "摘要"),
    ("把会议记录整理成会议纪要", "summarization", "会议记录", "会议纪要"),
    ("用三句话概括这篇论文", "summarization", "学术论文", ""),
    ("把中文句子翻译成英文。", "translation", "句子", "译文"),
    ("将法语新闻译为中文", "translation", "新闻文章", "译文"),
    ("英译中", "translation", "文本", "译文"),
    ("帮我翻译产品说明书", "translation", "", "译文"),
    ("根据文章回答问题。", "question_answering", "文章和问题", "答案"),
    ("阅读短文，回答后面的问题", "question_answering", "文章和问题", "答案"),
    ("回答用户提出的常识问题", "question_answering", "常识问题", "答案"),
    ("解答数学应用题", "question_answering", "数学题", "答案"),
    ("作为客服回复顾客的投诉。", "dialogue", "客户投诉", "回复"),
    ("和用户进行多轮对话，推荐餐厅", "dialogue", "", ""),
    ("扮演面试官和求职者对话", "dialogue", "", ""),
    ("陪用户闲聊", "dialogue", "", ""),
    ("根据需求编写 Python 函数。", "code_generation", "需求描述", "函数"),
    ("写一个 SQL 查询统计每月订单数", "code_generation", "", ""),
    ("根据描述生成正则表达式", "code_generation", "", "正则表达式"),
    ("用 Java 实现冒泡排序算法", "code_generation", "", ""),
    ("判断商品评论是正面还是负面", "classification", "商品评论", ""),
    ("把新闻归到所属类别", "classification", "新闻文章", ""),
    ("识别用户的意图", "classification", "", ""),
    ("判断邮件是否为垃圾邮件", "classification", "电子邮件", ""),
    ("给用户评论打标签", "classification", "用户评论", ""),
    ("从简历中提取姓名、电话和学历", "extraction", "简历", ""),
    ("抽取合同里的金额和日期", "extraction", "合同条款", ""),
    ("识别新闻里的人名和地名", "extraction", "新闻文章", ""),
    ("找出文章里的关键词", "extraction", "文章", "关键词"),
    ("把口语化的句子改写成正式的表达", "rewriting", "口语化的句子", ""),
    ("润色一封英文邮件", "rewriting", "", ""),
    ("修改句子中的语法错误", "rewriting", "句子", ""),
    ("把这段话换一种说法", "rewriting", "", ""),
    ("根据关键词写一个小故事", "text_generation", "关键词", "短篇故事"),
    ("写一首关于春天的诗", "text_generation", "", "诗歌"),
    ("为一款保温杯撰写广告文案", "text_generation", "", "广告文案"),
    ("给文章起一个标题", "text_generation", "文章", "标题"),
    ("给学生作文打分", "other", "", ""),
    ("比较两个方案的优劣", "other", "", ""),
]
ENGLISH = [
    ("Summarize a news article.", "summarization", "news article", "summary"),
    ("Write a summary of the news report", "summarization", "news article", "summary"),
    ("I need a TL;DR of a long text", "summarization", "", "summary"),
    ("Condense meeting notes into key points", "summarization", "", "key points"),
    ("Please give the gist of this passage", "summarization", "", "summary"),
    ("Translate an English paragraph into French.", "translation", "paragraph", ""),
    ("English to Chinese translation", "translation", "text", "translation"),
    ("Render the poem in German", "translation", "", ""),
    ("Answer a question about the passage.", "question_answering", "", "answer"),
    ("Solve a math word problem", "question_answering", "", "answer"),
    ("Reading comprehension", "question_answering", "", "answer"),
    (
        "Reply to a customer's complaint as a support agent.",
        "dialogue",
        "customer complaint",
        "reply",
    ),
    ("Role-play a job interviewer", "dialogue", "", ""),
    ("Hold a casual conversation with the user", "dialogue", "", ""),
    ("Write a Python function that reverses a string.", "code_generation", "", ""),
    ("Generate an SQL query for a question", "code_generation", "question", ""),
    ("Write unit tests for a method", "code_generation", "", "unit tests"),
    ("Classify emails as spam or not spam", "classification", "email", "category"),
    ("Is this review positive or negative?", "classification", "", ""),
    ("Decide whether a tweet is offensive", "classification", "post", ""),
    ("Extract the names and dates from a text", "extraction", "text", ""),
    ("Find all ingredients in a recipe", "extraction", "recipe", ""),
    ("Rewrite a paragraph in plain language", "rewriting", "paragraph", ""),
    ("Correct the grammar of a sentence", "rewriting", "sentence", ""),
    ("Paraphrase the following sentence", "rewriting", "sentence", ""),
    ("Write a poem about autumn.", "text_generation", "", "poem"),
    ("Write a short story from keywords", "text_generation", "keywords", "short story"),
    ("Suggest a headline for an article", "text_generation", "article", "headline"),
    ("Grade a student essay", "other", "", ""),
    ("Compare two plans", "other", "", ""),
]
ODD = [
    "嗯",
    "?",
    "😀😀",
    "摘要" * 5000,
    "word " * 2500,
    "\n\n摘要\n\n",
    "\n\n \t\n x",
    "Summarize 这篇 news 文章 please",
    "[新闻] 摘要 {input} {{x}} <slot> %s",
    "(.*)+?[a-z]{2,}\\d\\",
    "用“引号”写‘标题’：《书名》——……",
    "。。。！！！",
    "İstanbul hakkında ŞİİR yaz ẞ ﬁ",
    "从中提取中的里的",
    "\u202e\u200b\ufeff",
    "\ud800 lone surrogate",
]
WORDED: dict[str, dict[str, object]] = {
    "判断商品评论是正面还是负面": {"labels": ["正面", "负面"]},
    "对用户评论做情感分类（正面、负面、中性）": {"labels": ["正面", "负面", "中性"]},
    "把新闻分为体育、财经、科技三类": {"labels": ["体育", "财经", "科技"]},
    "判断句子之间的关系：蕴含、矛盾或中立": {"labels": ["蕴含", "矛盾", "中立"]},
    "Classify emails as spam or not spam.": {"labels": ["spam", "not spam"]},
    "Is this review positive or negative?": {"labels": ["positive", "negative"]},
    "Classify the text into sports, politics or business": {
        "labels": ["sports", "politics", "business"]
    },
    "从简历中提取姓名、电话和学历": {"fields": ["姓名", "电话", "学历"]},
    "Extract names, dates and places from the article": {
        "fields": ["names", "dates", "places"]
    },
    "用不超过50字概括新闻，语气正式": {"constraints": ["不超过50字", "语气正式"]},
    "Summarize the article in at most 3 sentences, do not add opinions": {
        "constraints": ["at most 3 sentences", "do not add opinions"]
    },
    "请将英文邮件翻译成日文，只输出译文": {
        "source_language": "英文",
        "target_language": "日文",
        "constraints": ["只输出译文"],
    },
    "从中文译成西班牙语": {"source_language": "中文", "target_language": "西班牙语"},
    "中译法": {"source_language": "中文", "target_language": "法文"},
    "translate from Spanish to English": {
        "source_language": "Spanish",
        "target_language": "English",
    },
    "用 C++ 写一个快速排序": {"programming_language": "C++"},
    "Write a Go program": {"programming_language": "Go"},
    "写一个 SQL 查询统计每月订单数": {"output_form": "SQL 查询语句"},
    "写一首关于春天的诗，四句以内": {"topic": "春天", "constraints": ["四句以内"]},
    "Write an essay on climate change in 200 words": {
        "topic": "climate change",
        "constraints": ["in 200 words"],
    },
    "作为客服回复顾客的投诉。": {"role": "客服"},
}


def _pair(source: str, target: str) -> Task:
    return Task(examples=(Example(input=source, output=target),))


SAMPLES = [
    # a task without a description, its type, input form, output form
    (_pair(NEWS, SUMMARY), "summarization", "新闻文章", "摘要"),
    (_pair("今天天气很好。", "The weather is fine today."), "translation", "", "译文"),
    (_pair("Good morning to you", "早上好"), "translation", "text", "translation"),
    (_pair("What is the capital of Peru?", "Lima"), "question_answering", "", ""),
    (_pair("求列表最大值", "def f(a):\n    return max(a)"), "code_generation", "", ""),
    (_pair("", "#include <cstdio>\nint main() {\n}"), "code_generation", "", ""),
    (_pair("The film was a delight", "positive"), "classification", "", "category"),
    (_pair("这家店的菜太咸了，不会再来", "负面"), "classification", "", "类别"),
    (_pair("用户：在吗\n客服：您好", "请问有什么可以帮您？"), "dialogue", "对话", ""),
    (
        _pair("Me and him goes to school.", "He and I go to school."),
        "rewriting",
        "",
        "",
    ),
    (_pair("", "春天来了，小河解冻了，柳树发芽了。"), "text_generation", "", ""),
    (_pair("", "1. Run\n2. Swim\n3. Jump"), "text_generation", "", "list"),
    (_pair("", "桥梁很重要。建造桥梁先测量，桥梁要牢固。"), "text_generation", "", ""),
    (_pair("30", "数值的"), "other", "", ""),
    (_pair("$1000", "14.4年。"), "other", "", ""),
    (_pair("<NEWS ARTICLE>", "none"), "other", "text", ""),
    (
        _pair("猫，月亮，河", "从前有一只猫，每晚坐在河边看月亮。" * 3),
        "text_generation",
        "关键词",
        "",
    ),
]
