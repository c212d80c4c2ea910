"""Recording, cache and buffers, with a recorder that only counts; then a real GPU."""

import engine_cases as cases
import pytest
import torch

from instrstudio.model.architecture import Goal
from instrstudio.model.corpus import Batch
from instrstudio.model.engine.graphs import GraphScan
from instrstudio.model.engine.programs import Program
from instrstudio.model.engine.recording import Body, CudaRecorder, EagerRecorder
from instrstudio.model.engine.reference import Reference
from instrstudio.model.noise import Noise

H = 5


class Counting:
    """Repeats work by doing it, and counts."""

    def __init__(self) -> None:
        self.recorded = self.replayed = 0
        self.fault: RuntimeError | None = None

    def __call__(self, _device: torch.device) -> "Counting":
        return self

    def record(self, body: Body) -> Body:
        if self.fault:
            raise self.fault
        self.recorded += 1

        def replay() -> None:
            self.replayed += 1
            body()

        return replay


@pytest.fixture
def recorder() -> Counting:
    return Counting()


@pytest.fixture
def ops(recorder: Counting) -> GraphScan:
    return GraphScan(recorder=recorder)


def encoded(
    ops: GraphScan, rows: int, steps: int, seed: int = 0, *, learns: bool = True
) -> torch.Tensor:
    """Run the encoder's scan on drawn inputs, all rows of full length."""
    chance = torch.Generator().manual_seed(seed)
    inputs = torch.randn(2, steps, rows, 3 * H, generator=chance, requires_grad=learns)
    weight = torch.randn(2, 3 * H, H, generator=torch.Generator().manual_seed(9))
    return ops.bigru(inputs, weight, torch.zeros(2, 1, H), [rows] * steps)


def expected(rows: int, steps: int, seed: int = 0) -> torch.Tensor:
    chance = torch.Generator().manual_seed(seed)
    inputs = torch.randn(2, steps, rows, 3 * H, generator=chance)
    weight = torch.randn(2, 3 * H, H, generator=torch.Generator().manual_seed(9))
    return Reference().bigru(inputs, weight, torch.zeros(2, 1, H), [rows] * steps)


def test_a_bucket_is_recorded_when_it_comes_again(
    ops: GraphScan, recorder: Counting
) -> None:
    encoded(ops, 3, 5)
    assert (recorder.recorded, len(ops.recorded)) == (0, 0)
    encoded(ops, 7, 8)  # another shape of the same bucket: 8 rows, 8 steps
    assert (recorder.recorded, len(ops.recorded)) == (2, 1)  # forward and backward
    before = recorder.replayed
    encoded(ops, 8, 6)
    assert (recorder.recorded, recorder.replayed) == (2, before + 1)
    encoded(ops, 9, 6)
    assert len(ops.recorded) == 1


def test_without_gradients_only_the_forward_pass_is_recorded(
    ops: GraphScan, recorder: Counting
) -> None:
    with torch.inference_mode():
        encoded(ops, 3, 5)
        encoded(ops, 3, 5)
    assert recorder.recorded == 1
    with torch.no_grad():
        encoded(ops, 3, 5)  # buffers made under inference mode serve here as well
    assert recorder.recorded == 1


def test_what_a_larger_batch_left_behind_does_not_matter(ops: GraphScan) -> None:
    for rows, steps in ((8, 8), (8, 8), (8, 8), (2, 5), (1, 7), (8, 8)):
        found = encoded(ops, rows, steps, seed=rows)
        assert torch.allclose(found, expected(rows, steps, seed=rows), atol=1e-5)
        torch.autograd.backward(found.sum())


def test_results_outlive_the_next_replay(ops: GraphScan) -> None:
    first = [encoded(ops, 4, 4, seed=seed) for seed in range(4)]
    for seed, found in enumerate(first):
        assert torch.allclose(found, expected(4, 4, seed), atol=1e-5)


def test_a_program_serves_one_batch_at_a_time(
    ops: GraphScan, recorder: Counting
) -> None:
    torch.autograd.backward(encoded(ops, 4, 4).sum())
    one = encoded(ops, 4, 4, seed=1)  # recorded, and waiting for its backward pass
    before = recorder.replayed
    other = encoded(ops, 4, 4, seed=2)
    assert recorder.replayed == before
    torch.autograd.backward(other.sum())
    torch.autograd.backward(one.sum())
    assert recorder.replayed == before + 1
    torch.autograd.backward(encoded(ops, 4, 4, seed=3).sum())
    assert recorder.replayed == before + 3


def test_a_batch_that_is_thrown_away_frees_its_program(
    ops: GraphScan, recorder: Counting
) -> None:
    encoded(ops, 4, 4)
    kept = encoded(ops, 4, 4)
    before = recorder.replayed
    del kept
    encoded(ops, 4, 4)
    assert recorder.replayed == before + 1


def test_going_back_twice_is_an_error(ops: GraphScan) -> None:
    found = encoded(ops, 4, 4).sum()
    torch.autograd.backward(found, retain_graph=True)
    with pytest.raises(RuntimeError, match="only once"):
        torch.autograd.backward(found)


def test_gradients_do_not_share_memory_with_the_buffers(ops: GraphScan) -> None:
    weight = torch.randn(2, 3 * H, H, requires_grad=True)
    slopes: list[torch.Tensor] = []
    for seed in range(3):
        inputs = torch.randn(
            2, 4, 8, 3 * H, generator=torch.Generator().manual_seed(seed)
        )
        states = ops.bigru(inputs, weight, torch.zeros(2, 1, H), [8] * 4)
        slopes += torch.autograd.grad(states.sum(), weight)
    plain = GraphScan(recorder=EagerRecorder)
    for seed, slope in enumerate(slopes):
        inputs = torch.randn(
            2, 4, 8, 3 * H, generator=torch.Generator().manual_seed(seed)
        )
        states = plain.bigru(inputs, weight, torch.zeros(2, 1, H), [8] * 4)
        assert torch.equal(slope, torch.autograd.grad(states.sum(), weight)[0])


def test_the_oldest_programs_go_first(recorder: Counting) -> None:
    ops = GraphScan(recorder=recorder, most=2)
    for rows in (16, 32):
        for _ in range(2):
            encoded(ops, rows, 4)
    encoded(ops, 16, 4)  # used again: now 32 is the oldest
    for _ in range(2):
        encoded(ops, 48, 4)
    assert (len(ops.recorded), recorder.recorded) == (2, 6)
    encoded(ops, 16, 4)
    assert recorder.recorded == 6
    encoded(ops, 32, 4)
    assert recorder.recorded == 8


def test_programs_keep_within_their_room(recorder: Counting) -> None:
    ops = GraphScan(recorder=recorder, room=1)
    for rows in (16, 32, 48):
        for _ in range(2):
            encoded(ops, rows, 4)
    assert len(ops.recorded) == 1
    ops = GraphScan(recorder=recorder)
    for rows in (16, 32, 48):
        for _ in range(2):
            encoded(ops, rows, 4)
    assert len(ops.recorded) == 3


def test_what_cannot_be_recorded_runs_as_it_is(
    ops: GraphScan, recorder: Counting
) -> None:
    recorder.fault = RuntimeError("operation not permitted when stream is capturing")
    for seed in range(3):
        found = encoded(ops, 3, 5, seed=seed)
        assert torch.allclose(found, expected(3, 5, seed), atol=1e-5)
        torch.autograd.backward(found.sum())
    recorder.fault = None
    encoded(ops, 3, 5)
    assert recorder.recorded == 0  # not tried again


def test_recorded_programs_make_room_when_memory_runs_out(
    ops: GraphScan, recorder: Counting
) -> None:
    for _ in range(2):
        encoded(ops, 16, 4)
    assert len(ops.recorded) == 1
    recorder.fault = torch.OutOfMemoryError("no memory")
    for _ in range(2):
        encoded(ops, 32, 4)
    assert len(ops.recorded) == 0


def test_a_scan_that_does_not_fit_leaves_room_for_a_smaller_one(
    ops: GraphScan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        encoded(ops, 16, 4)

    def full(*_: object) -> None:
        raise torch.OutOfMemoryError("no memory")

    monkeypatch.setattr(Program, "forward", full)
    with pytest.raises(torch.OutOfMemoryError):
        encoded(ops, 32, 4)
    assert len(ops.recorded) == 0


@pytest.mark.parametrize("architecture", ["attention", "copy"])
def test_a_batch_computes_the_same_whatever_came_before(
    architecture: str, recorder: Counting
) -> None:
    model = cases.model(architecture)
    ops = GraphScan(recorder=recorder)
    goal = Goal(smoothing=0.1, coverage=0.5, teacher_forcing_ratio=0.5)
    pairs = cases.batch(cases.SHAPES["long sources"])
    found = [
        cases.gradients(model, ops, pairs, goal, Noise(1, 2, cases.CPU))
        for _ in range(3)
    ]
    assert recorder.recorded > 0
    for loss, gradient in found[1:]:
        assert loss == found[0][0]
        assert all(torch.equal(gradient[k], found[0][1][k]) for k in gradient)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize(
    ("kind", "bound"), [(torch.float32, 1e-4), (torch.bfloat16, 2e-2)]
)
@pytest.mark.parametrize("shape", ["long sources", "long targets", "single tokens"])
def test_cuda_graphs_compute_the_gradients_of_the_plain_loops(
    shape: str, kind: torch.dtype, bound: float
) -> None:
    device = torch.device("cuda")
    model = cases.model("copy").to(device)
    on_cpu = cases.batch(cases.SHAPES[shape])
    pairs = Batch(
        source=on_cpu.source.to(device),
        lengths=on_cpu.lengths.to(device),
        target=on_cpu.target.to(device),
    )
    goal = Goal(smoothing=0.1, coverage=0.5, word_dropout=0.1)
    loss, wanted = cases.gradients(model, Reference(), pairs, goal, Noise(1, 2, device))
    ops = GraphScan(kind, CudaRecorder)
    for _ in range(4):  # as it is, recorded, replayed, replayed
        found_loss, found = cases.gradients(
            model, ops, pairs, goal, Noise(1, 2, device)
        )
        assert found_loss == pytest.approx(loss, rel=5e-3)
        layers = cases.by_layer(wanted), cases.by_layer(found)
        assert cases.worst(*layers) <= bound
    assert len(ops.recorded) == 2
