"""The cross entropy over the vocabulary without ever holding all its logits."""

from typing import Any, NamedTuple

import torch
from torch import Tensor

_MIB = 2**20
_FLOAT_BYTES = 4
_CHUNK, _CHUNK_BYTES = 4096, 512 * _MIB
_CPU_ROWS, _CPU_BYTES, _CPU_PASS_BYTES = 1024, 64 * _MIB, 2 * _MIB
_GPU_BYTES = 256 * _MIB
_LEAST_MASS = 1e-30


class Blocks(NamedTuple):
    """How many rows a product, a turn of logits into gradients, and a chunk have."""

    rows: int
    turn: int
    chunk: int


def blocks(vocabulary: int, device: str) -> Blocks:
    """Return the blocks for a vocabulary, within a budget of bytes.

    A product wants many rows. A processor goes over logits several times to turn them
    into gradients, best while they are in its cache: few rows, and with a large
    vocabulary fewer. A GPU waits for the start of each of some dozen operations: it
    turns all the rows of a product, as many as a chunk has, if they fit.

    Args:
        vocabulary: Logits a row, in float32.
        device: ``cpu``, or another type of device.
    """
    row = _FLOAT_BYTES * vocabulary
    chunk = max(1, min(_CHUNK, _CHUNK_BYTES // row))
    if device != "cpu":
        rows = max(1, min(chunk, _GPU_BYTES // row))
        return Blocks(rows=rows, turn=rows, chunk=chunk)
    rows = max(1, min(_CPU_ROWS, chunk, _CPU_BYTES // row))
    turn = max(1, min(rows, _CPU_PASS_BYTES // row))
    return Blocks(rows=rows, turn=turn, chunk=chunk)


class ChunkedCrossEntropy(torch.autograd.Function):
    """Softmax, loss and gradient in one pass over `blocks` of rows.

    The logits of a block turn into their own gradient in place; only the gradients of a
    chunk are stored, and dW is one product a chunk. The backward pass has nothing left
    to do but scale.
    """

    @staticmethod
    def forward(  # noqa: PLR0913, PLR0917 - autograd passes by position
        ctx: Any,
        readout: Tensor,
        weight: Tensor,
        bias: Tensor,
        gold: Tensor,
        smoothing: float,
        gate: Tensor | None,
        mass: Tensor | None,
        kind: torch.dtype,
    ) -> Tensor:
        """Return the summed loss; shapes are those of `Ops.cross_entropy`."""
        x, w, b = (t.detach() for t in (readout, weight, bias))
        x_low, w_low = x.to(kind), w.to(kind)
        d_x = torch.empty_like(x)
        d_w, d_b = torch.zeros_like(w), torch.zeros_like(b)
        turning = _Turning(b, gold, smoothing, gate, mass)
        total = x.new_zeros(())
        size = blocks(len(w), x.device.type)
        for begin in range(0, len(x), size.chunk):
            end = min(begin + size.chunk, len(x))
            grads = torch.empty(end - begin, len(w), dtype=kind, device=x.device)
            for at in range(begin, end, size.rows):
                some = slice(at, min(at + size.rows, end))
                place = grads[at - begin : some.stop - begin]
                if x.is_cuda:
                    torch.addmm(b.to(kind), x_low[some], w_low.T, out=place)
                else:
                    torch.mm(x_low[some], w_low.T, out=place)
                total += turning.turn(place, some, size.turn)
                d_x[some] = place @ w_low
            d_w += (grads.T @ x_low[begin:end]).float()
            d_b += grads.sum(0, dtype=torch.float32)
        ctx.save_for_backward(d_x, d_w, d_b, turning.d_gate, turning.d_mass)
        return total

    @staticmethod
    def backward(ctx: Any, *scales: Tensor) -> Any:
        """Scale the gradients that `forward` found."""
        (scale,) = scales
        found = [None if d is None else d * scale for d in ctx.saved_tensors]
        d_x, d_w, d_b, d_gate, d_mass = found
        return d_x, d_w, d_b, None, None, d_gate, d_mass, None


class _Turning:
    """Turns logits into gradients; keeps those of the pointer, if there is one."""

    def __init__(
        self,
        bias: Tensor,
        gold: Tensor,
        smoothing: float,
        gate: Tensor | None,
        mass: Tensor | None,
    ) -> None:
        self._bias, self._gold, self._smoothing = bias, gold, smoothing
        self._gate = None if gate is None else gate.detach()
        self._mass = None if mass is None else mass.detach()
        self.d_gate = None if gate is None else torch.zeros_like(gate)
        self.d_mass = None if mass is None else torch.zeros_like(mass)

    def turn(self, logits: Tensor, some: slice, at_a_time: int) -> Tensor:
        """Turn the logits of the rows `some` in place, and return their loss.

        On a GPU their bias is already added.
        """
        loss = self._bias.new_zeros(())
        for begin in range(some.start, some.stop, at_a_time):
            rows = slice(begin, min(begin + at_a_time, some.stop))
            place = logits[begin - some.start : rows.stop - some.start]
            loss += self._turn(place, rows)
        return loss

    def _turn(self, place: Tensor, rows: slice) -> Tensor:
        """Turn the logits of `rows`, which fit into a cache."""
        gate = None if self._gate is None else self._gate[rows]
        mass = None if self._mass is None else self._mass[rows]
        mixing, gold = Mixing(gate, mass), self._gold[rows]
        if place.is_cuda:
            loss = turn_whole(place, gold, self._smoothing, mixing)
        else:
            logits = place.float().add_(self._bias)  # the same memory in float32
            loss = turn(logits, gold, self._smoothing, mixing)
            if place.dtype is not torch.float32:
                place.copy_(logits)
        if self.d_gate is not None and self.d_mass is not None:
            self.d_gate[rows], self.d_mass[rows] = mixing.d_gate, mixing.d_mass
        return loss


class Mixing:
    """The pointer's part of some rows, and the gradients it gets."""

    def __init__(self, gate: Tensor | None, mass: Tensor | None) -> None:
        self.gate, self.mass = gate, mass
        self.d_gate: Tensor = torch.empty(0)
        self.d_mass: Tensor = torch.empty(0)

    def apply(self, own: Tensor, smoothing: float) -> tuple[Tensor, Tensor | None]:
        """Return log p of the gold tokens, and how much of it the softmax owns.

        Args:
            own: log P_vocabulary of the gold tokens, (rows,).
            smoothing: Share of the loss that is not the gold token's.
        """
        if self.gate is None or self.mass is None:
            return own, None
        written = torch.sigmoid(self.gate)
        from_softmax = written * own.exp()
        p = (from_softmax + (1 - written) * self.mass).clamp_min_(_LEAST_MASS)
        share = from_softmax / p
        keep = 1 - smoothing
        # d log p / d gate = (P_vocabulary - mass) g (1 - g) / p
        self.d_gate = -keep * (own.exp() - self.mass) * written * (1 - written) / p
        self.d_mass = -keep * (1 - written) / p
        return p.log(), share


def turn(logits: Tensor, gold: Tensor, smoothing: float, mixing: Mixing) -> Tensor:
    """Turn `logits` (rows, V) into the gradient of the loss, and return the loss."""
    index = gold.unsqueeze(1)
    gold_logit = logits.gather(1, index).squeeze(1)
    mean = logits.mean(1) if smoothing else None
    highest = logits.amax(1, keepdim=True)
    logits.sub_(highest).exp_()
    z = logits.sum(1, keepdim=True)
    log_z = z.log().add_(highest).squeeze(1)
    log_p, share = mixing.apply(gold_logit - log_z, smoothing)
    keep = 1 - smoothing
    loss = -keep * log_p.sum()
    pull = torch.full_like(log_p, keep) if share is None else keep * share
    if mean is not None:
        loss = loss + smoothing * (log_z - mean).sum()
    logits.mul_((pull + smoothing).unsqueeze(1) / z)
    if smoothing:
        logits.sub_(smoothing / logits.shape[1])
    logits.scatter_add_(1, index, -pull.unsqueeze(1))
    return loss


def turn_whole(
    logits: Tensor, gold: Tensor, smoothing: float, mixing: Mixing
) -> Tensor:
    """Do what `turn` does in fewer passes, for a GPU, whose caches hold no block.

    `logits` may be of a smaller type: softmax reads it and counts in float32.
    """
    index = gold.unsqueeze(1)
    log_p = torch.log_softmax(logits, dim=1, dtype=torch.float32)
    own, share = mixing.apply(log_p.gather(1, index).squeeze(1), smoothing)
    keep = 1 - smoothing
    loss = -keep * own.sum()
    pull = torch.full_like(own, keep) if share is None else keep * share
    if smoothing:
        loss = loss - smoothing * log_p.mean(1).sum()
    slopes = log_p.exp_()
    if share is not None:
        slopes.mul_((pull + smoothing).unsqueeze(1))
    if smoothing:
        slopes.sub_(smoothing / logits.shape[1])
    slopes.scatter_add_(1, index, -pull.unsqueeze(1))
    logits.copy_(slopes)
    return loss
