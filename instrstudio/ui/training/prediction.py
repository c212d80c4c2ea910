"""Times the presets in a process of its own: the window need not load the library."""

from collections.abc import Generator

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.run import PRESETS
from instrstudio.services.child_process import in_child
from instrstudio.services.workspace import Workspace

Minutes = dict[str, float]


def timing(architecture: str) -> Generator[Progress, None, Minutes]:
    """Return the job that times every preset of an architecture."""
    from instrstudio.services import training

    def job() -> Generator[Progress, None, Minutes]:
        minutes: Minutes = {}
        for place, name in enumerate(PRESETS):
            yield Progress(done=place, total=len(PRESETS))
            config = training.preset(name, architecture)
            minutes[name] = training.predict_minutes(config)
        return minutes

    return job()


def predict(
    _workspace: Workspace, architecture: str
) -> Job[Progress, tuple[str, Minutes]]:
    """Return how long every preset takes here, with the architecture asked about."""
    minutes = yield from in_child(timing, architecture)
    return architecture, minutes
