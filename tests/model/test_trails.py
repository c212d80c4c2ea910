import numpy as np

from instrstudio.model.decode.trails import Found, History, Trail


def test_a_trail_goes_back_to_the_first_token() -> None:
    history = History()
    assert history.trail(0) == Trail((), (), ())
    history.grow(
        np.array([[5, 6]]),
        np.array([[-1.0, -2.0]]),
        np.array([[0, 0]]),
        np.zeros((1, 2), dtype=np.int64),
    )
    history.grow(
        np.array([[7, 8]]),
        np.array([[-3.0, -4.0]]),
        np.array([[0, 1]]),
        np.array([[1, 1]]),
    )
    assert history.trail(1) == Trail((6, 8), (-2.0, -4.0), (0, 1))
    assert history.trail(0) == Trail((6, 7), (-2.0, -3.0), (0, 0))
    assert history.trails(np.array([1, 0, 1])) == [
        history.trail(node) for node in (1, 0, 1)
    ]
    assert history.latest(1) == (8, -4.0, 1)


def test_a_trail_grows_and_shortens() -> None:
    trail = Trail((5,), (-1.0,), (0,))
    longer = trail.grown(2, -0.5, 3)
    assert longer == Trail((5, 2), (-1.0, -0.5), (0, 3))
    assert longer.shortened() == trail


def test_a_finished_one_is_shown_without_its_end() -> None:
    trail = Trail((5, 2), (-1.0, -0.5), (0, 3))
    ended = Found(sentence=0, score=0.0, trail=trail, finished=True)
    cut = Found(sentence=0, score=1.0, trail=trail, finished=False)
    assert ended.ids == (5,)
    assert cut.ids == (5, 2)
    assert ended.key != cut.key
