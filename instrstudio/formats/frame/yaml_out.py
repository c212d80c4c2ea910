"""Values as YAML that comes back as it was."""

import re
from functools import cache
from typing import Any

_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Characters that YAML 1.1 takes for line breaks and folds into a blank."""


def yaml_text(value: object) -> str:
    """Return `value` as a YAML document in block style, text as it is written."""
    import yaml

    text: str = yaml.dump(value, Dumper=_dumper(), allow_unicode=True, sort_keys=False)
    return text


@cache
def _dumper() -> Any:
    """Return a safe dumper that escapes those characters."""
    import yaml

    # libyaml's is five times as fast where PyYAML was built with it
    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    dumper: Any = type("ExactDumper", (base,), {})

    def represent(made: Any, text: str) -> object:
        style = '"' if _BREAKS.search(text) else None
        return made.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    dumper.add_representer(str, represent)
    return dumper
