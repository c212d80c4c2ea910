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
)

ENGLISH = Task(
    description="Summarize a news article.",
    examples=(
        Example(
            input=(
                "The city council voted on Monday to keep all 26 branch libraries open "
                "until nine on weekday evenings, three hours later than now. Officials "
                "said evening loans had risen by two fifths last year and that many "
                "readers asked for a place to study after work. One librarian and two "
                "volunteers will staff each branch; the city will pay the extra cost. "
                "Weekend hours stay as they are."
            ),
            output=(
                "All 26 branch libraries will stay open until nine on weekdays, each "
                "with a librarian and two volunteers, paid for by the city."
            ),
        ),
    ),
)


def sample_task(language: str) -> Task:
    """Return the sample task in the language of the window."""
    return CHINESE if language == "zh" else ENGLISH
