"""The back end for CPUs: ATen operations with hand-written backward passes."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from instrstudio.model.engine.cross_entropy import ChunkedCrossEntropy
from instrstudio.model.engine.ops import AttentionWeights, Copying, Memory
from instrstudio.model.engine.products import batched, product
from instrstudio.model.engine.scans import AttentionGruScan, BiGruScan


class AtenScan:
    """Scans of our own; see `Ops` for shapes.

    `kind` is the type of the inputs of matrix products. State, gates, softmax, loss and
    master weights stay float32.
    """

    def __init__(self, kind: torch.dtype = torch.float32) -> None:
        self.kind = kind
        self.name = "scan" if kind is torch.float32 else "scan-bfloat16"

    def linear(self, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        """Return ``x W^T + b``."""
        if self.kind is torch.float32:
            return functional.linear(x, weight, bias)
        product: Tensor = _LowLinear.apply(x, weight, self.kind)  # type: ignore[no-untyped-call]
        return product if bias is None else product + bias

    def linear_each(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Return ``x_d W_d^T + b_d`` of both directions as one batched product."""
        flat, turned = x.flatten(1, 2), weight.transpose(1, 2)
        shape = (*x.shape[:-1], weight.shape[1])
        if self.kind is torch.float32:
            return torch.baddbmm(bias.unsqueeze(1), flat, turned).view(shape)
        product: Tensor = _LowBmm.apply(flat, turned, self.kind)  # type: ignore[no-untyped-call]
        return (product + bias.unsqueeze(1)).view(shape)

    def bigru(
        self, inputs: Tensor, weight: Tensor, new_bias: Tensor, active: Sequence[int]
    ) -> Tensor:
        """Run both directions of the encoder's recurrence."""
        states: Tensor = BiGruScan.apply(  # type: ignore[no-untyped-call]
            inputs, weight, new_bias, active, self.kind
        )
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

        Folding W_c into the states costs a product over S rows and saves one over T:
        it is done where targets are at least as long as sources.
        """
        values = memory.states
        context: Tensor | None = weights.context
        if len(inputs) >= memory.keys.shape[1]:
            values, context = self.linear(memory.states, weights.context, None), None
        found: tuple[Tensor, Tensor] = AttentionGruScan.apply(  # type: ignore[no-untyped-call]
            inputs,
            memory.keys,
            values,
            context,
            start,
            weights.stacked,
            weights.energy,
            weights.new_bias,
            memory.barred,
            active,
            self.kind,
        )
        return found

    def context(self, alpha: Tensor, states: Tensor) -> Tensor:
        """Return ``c_t = sum_j alpha_tj h_j``."""
        if self.kind is torch.float32:
            return torch.bmm(alpha.transpose(0, 1), states).transpose(0, 1)
        product: Tensor = _LowBmm.apply(  # type: ignore[no-untyped-call]
            alpha.transpose(0, 1), states, self.kind
        )
        return product.transpose(0, 1)

    def cross_entropy(
        self,
        readout: Tensor,
        weight: Tensor,
        bias: Tensor,
        gold: Tensor,
        smoothing: float,
        copying: Copying | None,
    ) -> Tensor:
        """Return the summed cross entropy, a block of rows at a time."""
        gate, mass = (copying.gate, copying.mass) if copying else (None, None)
        total: Tensor = ChunkedCrossEntropy.apply(  # type: ignore[no-untyped-call]
            readout, weight, bias, gold, smoothing, gate, mass, self.kind
        )
        return total


class _LowLinear(torch.autograd.Function):
    """A product in a smaller type; weights and gradients stay float32."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, kind: torch.dtype) -> Tensor:
        """Return ``x W^T``."""
        low_x, low_weight = x.to(kind), weight.to(kind)
        ctx.save_for_backward(low_x, low_weight)
        ctx.kind = kind
        flat = low_x.reshape(-1, x.shape[-1])
        return product(flat, low_weight.T).view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> Any:
        """Return the gradients of both factors."""
        (grad,) = grads
        x, weight = ctx.saved_tensors
        low = grad.reshape(-1, grad.shape[-1]).to(ctx.kind)
        d_x = product(low, weight).view(x.shape)
        return d_x, product(low.T, x.reshape(-1, x.shape[-1])), None


class _LowBmm(torch.autograd.Function):
    """A batched product in a smaller type."""

    @staticmethod
    def forward(ctx: Any, a: Tensor, b: Tensor, kind: torch.dtype) -> Tensor:
        """Return ``a b``."""
        low_a, low_b = a.to(kind), b.to(kind)
        ctx.save_for_backward(low_a, low_b)
        ctx.kind = kind
        return batched(low_a, low_b)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> Any:
        """Return the gradients of both factors."""
        (grad,) = grads
        a, b = ctx.saved_tensors
        low = grad.to(ctx.kind)
        d_a = batched(low, b.transpose(1, 2))
        return d_a, batched(a.transpose(1, 2), low), None
