"""Finds what an instruction may say: no more than the model can see of the task.

The model reads ``<input_form>`` where a request says “complaint”, so those words tell
it nothing. What tells are the other words of a request, and samples.
"""

import re

from instrstudio.analysis.delexical import delexicalised
from instrstudio.domain.profile import TaskProfile
from starter.wordings import Scenario, scenarios


def told(
    scenario: Scenario, profile: TaskProfile, tells: tuple[str, ...] = ()
) -> Scenario:
    """Return the scenario whose instructions suit what can be seen of a task.

    It is `scenario` itself where words or a sample tell of it, and otherwise the one
    that suits any task of the type. `tells` are further patterns that do so, those of
    the request's own language where the instruction is in another.
    """
    if not scenario.tells and not scenario.shown:
        return scenario
    task = profile.task
    seen = _seen(profile)
    if any(re.search(pattern, seen) for pattern in (*scenario.tells, *tells)):
        return scenario
    if scenario.shown and any(
        getattr(example, scenario.shown).strip() for example in task.examples
    ):
        return scenario
    return usual(scenario)


def _seen(profile: TaskProfile) -> str:
    """Return the words of a request that the model reads, in lower case.

    Demands are left out: an instruction says them anyway.
    """
    seen = delexicalised(profile.task.description, profile).lower()
    for demand in profile.constraints:
        seen = seen.replace(demand.text.lower(), "")
    return seen


def usual(scenario: Scenario) -> Scenario:
    """Return the scenario that suits any task of the same type and language."""
    found = scenarios(scenario.language, scenario.task_type)
    return next(s for s in found if s.general and not (s.tells or s.shown))
