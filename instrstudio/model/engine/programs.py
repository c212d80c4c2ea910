"""A recurrence at one padded shape: static buffers, and its two passes over them.

The passes are those of `steady`: all rows are alive at every step, so that a program
depends on shapes only. What padding computes is cut off or masked: rows do not mix, so
nothing real sees it, and with a gradient of zero behind a row's end it learns nothing.
"""

import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from instrstudio.model.engine.recording import Body, Recorder
from instrstudio.model.engine.steady import SteadyAttentionGru, SteadyBiGru

_NEVER = -1e9
_MULTIPLES = {"S": 4, "T": 4, "B": 16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """One of the two scans, and the axes of what it takes and gives.

    A letter a tensor axis: S source, T target, B rows; other axes are never padded.
    `fills` says what stands in the padding of each input.
    """

    name: str
    scan: Any
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    steps: str
    fills: tuple[float, ...]


BIGRU = Recurrence(
    name="bigru",
    scan=SteadyBiGru,
    takes=(".SB.", "...", "..."),
    gives=(".SB.",),
    steps="S",
    fills=(0.0, 0.0, 0.0),
)
ATTENTION_GRU = Recurrence(
    name="attention_gru",
    scan=SteadyAttentionGru,
    takes=("TB.", "BS.", "BS.", "..", "B.", "..", ".", ".", "BS"),
    gives=("TB.", "TBS"),
    steps="T",
    # a token of the padding is barred from attention like any other padding
    fills=(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, _NEVER),
)


def bucket(axis: str, size: int) -> int:
    """Return `size` rounded up to the multiple that `axis` is padded to."""
    multiple = _MULTIPLES[axis]
    return -(-size // multiple) * multiple


def padded_shape(axes: str, shape: Sequence[int]) -> tuple[int, ...]:
    """Return the shape of the bucket that a tensor of `shape` falls into."""
    return tuple(
        bucket(axis, size) if axis in _MULTIPLES else size
        for axis, size in zip(axes, shape, strict=True)
    )


class _Tape:
    """Stands in for autograd's context between the two passes of a scan."""

    def __init__(self) -> None:
        self.saved_tensors: tuple[Tensor | None, ...] = ()
        self.kept: list[tuple[Tensor, ...]] = []
        self.active: Sequence[int] = ()
        self.kind = torch.float32

    def save_for_backward(self, *tensors: Tensor | None) -> None:
        """Keep `tensors` for the backward pass."""
        self.saved_tensors = tensors

    def again(self) -> "_Tape":
        """Return a tape of the same, for a pass that lets go of what it has read."""
        copy = _Tape()
        copy.saved_tensors, copy.kept = self.saved_tensors, list(self.kept)
        copy.active, copy.kind = self.active, self.kind
        return copy

    def tensors(self) -> list[Tensor]:
        """Return everything on the tape."""
        saved = [tensor for tensor in self.saved_tensors if tensor is not None]
        return saved + [tensor for step in self.kept for tensor in step]


class Program:
    """A recurrence with buffers of its own; run as it is, or recorded and repeated.

    Between the two passes the buffers belong to one batch: see `Claim`.
    """

    def __init__(
        self,
        recurrence: Recurrence,
        inputs: Sequence[Tensor | None],
        kind: torch.dtype,
    ) -> None:
        """Make the buffers for inputs like these."""
        self.recurrence, self._kind = recurrence, kind
        self._claim: weakref.ref[Claim] | None = None
        self._inputs = [
            None
            if value is None
            else value.new_full(padded_shape(axes, value.shape), fill)
            for axes, value, fill in zip(
                recurrence.takes, inputs, recurrence.fills, strict=True
            )
        ]
        first, axes = inputs[0], recurrence.takes[0]
        sizes = padded_shape(axes, first.shape) if first is not None else ()
        steps, rows = sizes[axes.index(recurrence.steps)], sizes[axes.index("B")]
        self._active = [rows] * steps
        self._tape = _Tape()
        self._outputs: tuple[Tensor, ...] = ()
        self._slopes: tuple[Tensor, ...] = ()
        self._gradients: tuple[Tensor | None, ...] = ()
        self._ahead: Body = self._run_forward
        self._back: Body = self._run_backward

    def record(self, recorder: Recorder, *, learning: bool) -> None:
        """Record the forward pass, and where `learning` the backward pass too.

        Raises:
            RuntimeError: The work cannot be recorded.
        """
        with torch.inference_mode(mode=False), torch.no_grad():
            self._ahead = recorder.record(self._run_forward)
            if learning:
                self._ahead()  # the backward pass is tried on what it leaves
                self._make_slopes()
                self._back = recorder.record(self._run_backward)

    def claimed(self, real: Mapping[str, int], mask: Tensor) -> "Claim":
        """Return a batch's claim on the buffers.

        Args:
            real: The size of each padded axis before padding.
            mask: 1 where a row is alive, of the first output's rank.
        """
        claim = Claim(self, real, mask)
        self._claim = weakref.ref(claim)
        return claim

    @property
    def is_claimed(self) -> bool:
        """Whether a batch still needs what lies between the passes."""
        return self._claim is not None and self._claim() is not None

    @property
    def bytes(self) -> int:
        """How much memory the buffers and what lies between the passes take."""
        lists = (self._inputs, self._outputs, self._slopes, self._gradients)
        held = [tensor for part in lists for tensor in part if tensor is not None]
        blocks = {
            tensor.untyped_storage().data_ptr(): tensor.untyped_storage().nbytes()
            for tensor in held + self._tape.tensors()
        }
        return sum(blocks.values())

    def forward(
        self, inputs: Sequence[Tensor | None], claim: "Claim"
    ) -> tuple[Tensor, ...]:
        """Return the outputs of the scan for `inputs`, zero where no row is alive."""
        with torch.inference_mode(mode=False), torch.no_grad():
            fills = self.recurrence.fills
            for buffer, value, fill in zip(self._inputs, inputs, fills, strict=True):
                if buffer is not None and value is not None:
                    _load(buffer, value, fill)
            self._ahead()
        return tuple(
            _cut(output, axes, claim.real) * claim.mask
            for output, axes in zip(self._outputs, self.recurrence.gives, strict=True)
        )

    def backward(
        self, slopes: Sequence[Tensor], claim: "Claim"
    ) -> tuple[Tensor | None, ...]:
        """Return the gradients of the inputs, given those of the outputs."""
        with torch.no_grad():
            self._make_slopes()
            for buffer, slope in zip(self._slopes, slopes, strict=True):
                _load(buffer, slope * claim.mask, 0.0)
            self._back()
            found = zip(self._gradients, self.recurrence.takes, strict=True)
            return tuple(
                None if gradient is None else _given(gradient, axes, claim.real)
                for gradient, axes in found
            )

    def _make_slopes(self) -> None:
        """Make the buffers for the gradients of the outputs, once."""
        if not self._slopes:
            self._slopes = tuple(torch.zeros_like(output) for output in self._outputs)

    def _run_forward(self) -> None:
        """Fill the outputs from the inputs."""
        self._tape = _Tape()
        found = self.recurrence.scan.forward(
            self._tape, *self._inputs, self._active, self._kind
        )
        self._outputs = (found,) if isinstance(found, Tensor) else found

    def _run_backward(self) -> None:
        """Fill the gradients from those of the outputs."""
        found = self.recurrence.scan.backward(self._tape.again(), *self._slopes)
        self._gradients = tuple(found[: len(self.recurrence.takes)])


class Claim:
    """A batch on its way from the forward to the backward pass of a program.

    While it lives the program serves nobody else; autograd lets go of it after the
    backward pass, or when nobody can ask for one any more.
    """

    def __init__(self, program: Program, real: Mapping[str, int], mask: Tensor) -> None:
        self.program, self.real, self.mask = program, real, mask


def _load(buffer: Tensor, value: Tensor, fill: float) -> None:
    """Put `value` into the front of `buffer`, and `fill` behind it."""
    place = buffer
    for axis, size in enumerate(value.shape):
        if size < place.shape[axis]:
            place.narrow(axis, size, place.shape[axis] - size).fill_(fill)
            place = place.narrow(axis, 0, size)
    place.copy_(value)


def _given(gradient: Tensor, axes: str, real: Mapping[str, int]) -> Tensor:
    """Return a gradient from a buffer that the next batch writes to.

    Those of weights are copied, for a weight may keep what it is given. Those of a
    batch are used up within the same backward pass: autograd reads them at once, or
    adds to them.
    """
    own = _cut(gradient, axes, real)
    return own if "B" in axes else own.clone()


def _cut(value: Tensor, axes: str, real: Mapping[str, int]) -> Tensor:
    """Return the part of `value` before the padding."""
    return value[tuple(slice(real.get(axis)) for axis in axes)]
