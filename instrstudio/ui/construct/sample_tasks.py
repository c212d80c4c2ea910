"""Tasks to try the program with, in both languages."""

from instrstudio.domain.task import Example, Task

CHINESE = Task(
    description="对一篇新闻文章进行摘要。",
    examples=(
        Example(
            input=(
                "市图书馆昨天宣布，全市 26 家社区分馆从下周一起延长开放时间，"
                "工作日由晚上六点延至九点，周末不变。馆方表示，去年夜间借阅量增加了四成，"
                "许多上班族希望下班后还能借书和自习。延时期间各分馆安排一名馆员和两名志愿者值班，"
                "新增费用由市财政承担。"
            ),
            output="全市 26 家社区图书馆下周一起工作日开放到晚上九点，费用由财政承担。",
        ),
    ),
    constraints=("不超过 80 字", "客观语气"),
)

ENGLISH = Task(
    description="Turn a customer's review into a short list of the product's faults.",
    examples=(
        Example(
            input=(
                "I wanted to love this kettle. It boils fast and looks good, but after "
                "two weeks the lid no longer closes, the handle gets hot, and it beeps "
                "at night when nobody touches it."
            ),
            output="- Lid does not close\n- Handle gets hot\n- Beeps without a reason",
        ),
    ),
    constraints=("At most five points", "Neutral tone"),
)


def sample_task(language: str) -> Task:
    """Return the sample task in the language of the window."""
    return CHINESE if language == "zh" else ENGLISH
