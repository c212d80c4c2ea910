"""Changes say what was touched."""

from instrstudio.domain.changes import Changes


def test_merge_keeps_each_id_once() -> None:
    both = Changes(records=(1, 2), label="a").merge(Changes(records=(2, 3), many=True))
    assert both == Changes(records=(1, 2, 3), many=True, label="a")


def test_nothing_touched_is_false() -> None:
    assert not Changes(label="nothing")
    assert Changes(models=True)
