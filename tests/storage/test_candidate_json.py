"""Candidates to JSON and back; `test_constructions` does the same through a file."""

import json

from instrstudio.domain.candidate import Candidate, MethodFailed
from instrstudio.domain.wording import Message
from instrstudio.storage.candidate_json import (
    candidate_from,
    candidate_json,
    failure_from,
    failure_json,
)


def test_a_bare_candidate() -> None:
    candidate = Candidate(method="m", text="", spans=())
    text = json.dumps(candidate_json(candidate))
    assert candidate_from(json.loads(text)) == candidate


def test_a_plain_sentence_becomes_a_message() -> None:
    failed = failure_from(failure_json(MethodFailed(method="m", message="a {b}")))
    assert failed.message == Message("a {b}")
    assert str(failed.message) == "a {b}"
