"""The back end for GPUs: both recurrences as CUDA graphs, one a bucket of shapes.

Sources and targets are padded to multiples of 4 tokens and batches to multiples of 16
rows, so that few shapes come again and again. A shape that comes a second time is
recorded; until then, and where recording fails, the same program runs as it is: what a
batch computes does not depend on which batches came before.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from instrstudio.model.device import is_out_of_memory
from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.ops import AttentionWeights, Memory
from instrstudio.model.engine.programs import (
    ATTENTION_GRU,
    BIGRU,
    Claim,
    Program,
    Recurrence,
    bucket,
    padded_shape,
)
from instrstudio.model.engine.recording import CudaRecorder, Recorder

_MOST_GRAPHS = 512
_SHARE_OF_MEMORY = 3
"""Recorded programs take at most one part in so many of a GPU's memory."""
_MOST_SEEN = 10_000
_CPU_ROOM = 2**30

Key = tuple[object, ...]


class GraphScan(AtenScan):
    """Scans that are recorded once and then replayed; see `Ops` for shapes.

    Products, context and cross entropy are those of `AtenScan`.
    """

    def __init__(
        self,
        kind: torch.dtype = torch.float32,
        recorder: Callable[[torch.device], Recorder] = CudaRecorder,
        most: int = _MOST_GRAPHS,
        room: int | None = None,
    ) -> None:
        """Begin with nothing recorded.

        Args:
            kind: The type of the inputs of matrix products.
            recorder: Makes what records a program.
            most: How many programs are kept.
            room: How many bytes they may take; None: a share of the device's memory.
        """
        super().__init__(kind)
        self.name = "graphs" if kind is torch.float32 else "graphs-bfloat16"
        self.recorded = Recorded(most)
        self._recorder, self._room = recorder, room
        self._seen: set[Key] = set()
        self._refused: set[Key] = set()

    def bigru(
        self, inputs: Tensor, weight: Tensor, new_bias: Tensor, active: Sequence[int]
    ) -> Tensor:
        """Run both directions of the encoder's recurrence."""
        _, steps, rows, _ = inputs.shape
        mask = _mask(active, inputs).view(1, steps, rows, 1)
        real = {"S": steps, "B": rows}
        (states,) = self._run(BIGRU, (inputs, weight, new_bias), real, mask)
        return states

    def attention_gru(
        self,
        inputs: Tensor,
        memory: Memory,
        start: Tensor,
        weights: AttentionWeights,
        active: Sequence[int],
    ) -> tuple[Tensor, Tensor]:
        """Run the decoder's recurrence with its attention.

        Whether W_c is folded into the states depends on the bucket, as a program does.
        """
        steps, rows, _ = inputs.shape
        source = memory.keys.shape[1]
        values, context = memory.states, None
        if bucket("T", steps) >= bucket("S", source):
            values = self.linear(memory.states, weights.context, None)
        else:
            context = weights.context
        states, alpha = self._run(
            ATTENTION_GRU,
            (
                inputs,
                memory.keys,
                values,
                context,
                start,
                weights.stacked,
                weights.energy,
                weights.new_bias,
                memory.barred,
            ),
            {"T": steps, "S": source, "B": rows},
            _mask(active, inputs).unsqueeze(-1),
        )
        return states, alpha

    def _run(
        self,
        recurrence: Recurrence,
        inputs: tuple[Tensor | None, ...],
        real: Mapping[str, int],
        mask: Tensor,
    ) -> tuple[Tensor, ...]:
        """Run a recurrence through autograd."""
        learning = torch.is_grad_enabled() and any(
            value is not None and value.requires_grad for value in inputs
        )
        program = self._program(recurrence, inputs, learning=learning)
        claim = program.claimed(real, mask)
        try:
            found: tuple[Tensor, ...] = _Run.apply(claim, *inputs)  # type: ignore[no-untyped-call]
        except RuntimeError as error:
            if is_out_of_memory(error):
                self.recorded.clear()  # whoever tries again with less finds room
            raise
        return found

    def _program(
        self,
        recurrence: Recurrence,
        inputs: tuple[Tensor | None, ...],
        *,
        learning: bool,
    ) -> Program:
        """Return a program for `inputs` that no other batch has a claim on."""
        key = _key(recurrence, inputs, learning=learning)
        found = self.recorded.get(key)
        if found is not None and not found.is_claimed:
            return found
        with torch.inference_mode(mode=False):
            fresh = Program(recurrence, inputs, self.kind)
        if found is None and key in self._seen and key not in self._refused:
            return self._record(key, fresh, inputs, learning=learning)
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.add(key)
        return fresh

    def _record(
        self,
        key: Key,
        fresh: Program,
        inputs: tuple[Tensor | None, ...],
        *,
        learning: bool,
    ) -> Program:
        """Return `fresh` recorded, or a program as it is where that fails."""
        device = _device(inputs)
        try:
            fresh.record(self._recorder(device), learning=learning)
        except RuntimeError as error:
            self._refused.add(key)
            if is_out_of_memory(error):
                self.recorded.clear()
            with torch.inference_mode(mode=False):
                return Program(fresh.recurrence, inputs, self.kind)
        self.recorded.put(key, fresh, self._room or _room(device))
        return fresh


class Recorded:
    """The recorded programs, those used last kept longest."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._programs: OrderedDict[Key, tuple[Program, int]] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._programs)

    def get(self, key: Key) -> Program | None:
        """Return the program of `key`, if there is one."""
        found = self._programs.get(key)
        if found is not None:
            self._programs.move_to_end(key)
        return None if found is None else found[0]

    def put(self, key: Key, program: Program, room: int) -> None:
        """Keep `program`; let go of the oldest while there are too many or too much.

        Args:
            key: Where to find it.
            program: What was recorded.
            room: How many bytes all of them may take; the newest stays in any case.
        """
        self._programs[key] = program, program.bytes
        self._bytes += program.bytes
        while len(self._programs) > 1 and (
            len(self._programs) > self._most or self._bytes > room
        ):
            _, (_, size) = self._programs.popitem(last=False)
            self._bytes -= size

    def clear(self) -> None:
        """Let go of all programs."""
        self._programs.clear()
        self._bytes = 0


class _Run(torch.autograd.Function):
    """A program between autograd's other nodes."""

    @staticmethod
    def forward(ctx: Any, claim: Claim, *inputs: Tensor | None) -> tuple[Tensor, ...]:
        """Return the outputs of the scan."""
        ctx.claim = claim
        return claim.program.forward(inputs, claim)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> Any:
        """Return the gradients of the inputs, and let the program go."""
        claim: Claim | None = ctx.claim
        if claim is None:
            raise RuntimeError("A scan can be gone back through only once.")
        ctx.claim = None
        return None, *claim.program.backward(slopes, claim)


def _mask(active: Sequence[int], like: Tensor) -> Tensor:
    """Return 1 where a row is alive and 0 behind its end, (steps, rows)."""
    # not waited for: the driver has read the numbers when the call returns
    alive = torch.tensor(active).to(like.device, non_blocking=True).unsqueeze(1)
    places = torch.arange(like.shape[-2], device=like.device)
    return (places < alive).to(like.dtype)


def _key(
    recurrence: Recurrence, inputs: Sequence[Tensor | None], *, learning: bool
) -> Key:
    """Return what a program depends on."""
    shapes = tuple(
        None if value is None else padded_shape(axes, value.shape)
        for axes, value in zip(recurrence.takes, inputs, strict=True)
    )
    return recurrence.name, learning, _device(inputs), shapes


def _device(inputs: Sequence[Tensor | None]) -> torch.device:
    """Return where the inputs live."""
    return next(value.device for value in inputs if value is not None)


def _room(device: torch.device) -> int:
    """Return how many bytes recorded programs may take on `device`."""
    if device.type != "cuda":
        return _CPU_ROOM
    return (
        int(torch.cuda.get_device_properties(device).total_memory) // _SHARE_OF_MEMORY
    )
