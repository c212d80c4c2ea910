"""The cross entropy over the vocabulary without ever holding all its logits."""

from typing import Any, NamedTuple

import torch
from torch import Tensor

_MIB = 2**20
_FLOAT_BYTES = 4
_CHUNK, _CHUNK_BYTES = 4096, 512 * _MIB
_CPU_ROWS, _CPU_BYTES = 256, 64 * _MIB
_GPU_BYTES = 256 * _MIB
_LEAST_MASS = 1e-30


class Blocks(NamedTuple):
    """How many rows have their logits at a time, and their gradients stored."""

    rows: int
    chunk: int


def blocks(vocabulary: int, device: str) -> Blocks:
    """Return the blocks for a vocabulary, within a budget of bytes.

    A processor turns logits into gradients several times over, best while they are in
    its cache: few rows, and with a large vocabulary fewer. A GPU waits for the start of
    each of some dozen operations a block: as many rows as a chunk has, if they fit.

    Args:
        vocabulary: Logits a row, in float32.
        device: ``cpu``, or another type of device.
    """
    row = _FLOAT_BYTES * vocabulary
    chunk = max(1, min(_CHUNK, _CHUNK_BYTES // row))
    most, room = (_CPU_ROWS, _CPU_BYTES) if device == "cpu" else (chunk, _GPU_BYTES)
    return Blocks(rows=max(1, min(most, room // row)), chunk=chunk)


class ChunkedCrossEntropy(torch.autograd.Function):
    """Softmax, loss and gradient in one pass over `blocks` of rows.

    The logits of a block turn into their own gradient in place; only the gradients of a
    chunk are stored, and dX and dW are one product a chunk. The backward pass has
    nothing left to do but scale.
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
        copies = gate is not None and mass is not None
        d_gate = torch.zeros_like(gate) if gate is not None else None
        d_mass = torch.zeros_like(mass) if mass is not None else None
        total = x.new_zeros(())
        block, chunk = blocks(len(w), x.device.type)
        for begin in range(0, len(x), chunk):
            end = min(begin + chunk, len(x))
            grads = torch.empty(end - begin, len(w), dtype=kind, device=x.device)
            for at in range(begin, end, block):
                rows = slice(at, min(at + block, end))
                place = grads[at - begin : at - begin + block]
                mixing = Mixing(
                    gate.detach()[rows] if gate is not None else None,
                    mass.detach()[rows] if mass is not None else None,
                )
                if x.is_cuda:
                    torch.addmm(b.to(kind), x_low[rows], w_low.T, out=place)
                    total += turn_whole(place, gold[rows], smoothing, mixing)
                else:
                    torch.mm(x_low[rows], w_low.T, out=place)
                    logits = place.float().add_(b)  # the same memory in float32
                    total += turn(logits, gold[rows], smoothing, mixing)
                    if kind is not torch.float32:
                        place.copy_(logits)
                if copies and d_gate is not None and d_mass is not None:
                    d_gate[rows], d_mass[rows] = mixing.d_gate, mixing.d_mass
            d_x[begin:end] = grads @ w_low
            d_w += (grads.T @ x_low[begin:end]).float()
            d_b += grads.sum(0, dtype=torch.float32)
        ctx.save_for_backward(d_x, d_w, d_b, d_gate, d_mass)
        return total

    @staticmethod
    def backward(ctx: Any, *scales: Tensor) -> Any:
        """Scale the gradients that `forward` found."""
        (scale,) = scales
        found = [None if d is None else d * scale for d in ctx.saved_tensors]
        d_x, d_w, d_b, d_gate, d_mass = found
        return d_x, d_w, d_b, None, None, d_gate, d_mass, None


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
