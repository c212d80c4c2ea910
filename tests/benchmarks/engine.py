"""How fast and how good the engine is beside JoeyNMT: make bench-engine.

Tables of ratios, and the figures in build/bench/engine.json. Without a flag all parts
run but the quality runs, which take hours: start those with --quality, --minutes at a
time if need be; they go on where they stopped. The data sets are not part of the
program: --data or the environment names their folder.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

from .engine_parts import (
    decoding,
    memory,
    quality,
    streaming,
    tables,
    training,
    verdict,
)
from .engine_parts.clock import Machine, machine, pin
from .engine_parts.corpora import (
    VARIABLE,
    folder,
    instructions,
    multi30k,
)
from .engine_parts.systems import NAMES, Entry, Sizes, entries

_PARTS = ("train", "decode", "memory", "streaming", "quality")
_TEST = "test_2016_flickr"
_CORPORA = ("multi30k", "instructions")


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for part in _PARTS:
        parser.add_argument(f"--{part}", action="store_true", help=f"the part {part}")
    parser.add_argument("--data", help=f"folder of the data sets, else ${VARIABLE}")
    parser.add_argument("--corpora", nargs="*", default=_CORPORA, choices=_CORPORA)
    parser.add_argument("--systems", nargs="*", default=[], choices=NAMES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batches", type=int, default=4, help="a round")
    parser.add_argument("--tokens", type=int, default=4096, help="padded, a batch")
    parser.add_argument("--sentences", type=int, default=128, help="decoded a round")
    parser.add_argument("--core", type=int, help="the core to stay on")
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--bf16", action="store_true", help="even where it is slow")
    parser.add_argument("--updates", type=int, default=1500, help="of a quality run")
    parser.add_argument("--seeds", type=int, default=3, help="of the quality runs")
    parser.add_argument("--minutes", type=float, default=1e6, help="of quality runs")
    return parser.parse_args()


def compared(options: argparse.Namespace, on: Machine) -> list[Entry]:
    """Return the systems to compare; bfloat16 only where the machine gains by it."""
    found = entries(options.systems)
    if not (on.has_low_units or options.bf16):
        found = [entry for entry in found if not entry.low]
    return found


def speed(
    options: argparse.Namespace, data: Path, parts: set[str], on: Machine
) -> None:
    """Measure training, decoding, memory and streaming."""
    sizes = Sizes()
    systems = compared(options, on)
    plan = training.Plan(options.rounds, options.batches, options.tokens)
    if "multi30k" in options.corpora:
        train, test = multi30k(data, sizes.vocabulary, ["train", _TEST])
        if "train" in parts:
            training.measure(train, sizes, systems, plan, on)
        if "decode" in parts:
            some = test.first(options.sentences)
            decoding.measure(some, sizes, systems, options.rounds, on)
        if "memory" in parts:
            memory.measure(train, sizes, systems, options.tokens, on.core)
        if "streaming" in parts:
            streaming.measure(test, sizes, on)
    if "instructions" in options.corpora:
        corpus = instructions(data, sizes.vocabulary)
        if "train" in parts:
            training.measure(corpus, sizes, systems, plan, on)
        if "memory" in parts:
            memory.measure(corpus, sizes, systems, options.tokens, on.core)
        if "streaming" in parts:
            streaming.measure(corpus, sizes, on)


def learn(options: argparse.Namespace, data: Path, on: Machine) -> None:
    """Take the quality runs further and show what is done."""
    wanted = options.systems or ["joeynmt-bucketed", "ours-f32"]
    recipe = quality.Recipe(options.updates)
    splits = multi30k(data, quality.SIZES.vocabulary, ["train", "val", _TEST])
    quality.run_all(
        entries(wanted),
        options.seeds,
        quality.Splits(*splits),
        recipe,
        options.minutes,
    )
    verdict.show(wanted, options.seeds, recipe)
    tables.keep("quality machine", asdict(on))


def main() -> None:
    """Run the parts that were asked for."""
    options = arguments()
    parts = {part for part in _PARTS if getattr(options, part)}
    parts = parts or set(_PARTS) - {"quality"}
    data = folder(options.data)
    on = machine(options.device, pin(options.core, options.device))
    print(
        f"matrix products: float32 {on.f32 / 1e9:.0f}, bfloat16 {on.bf16 / 1e9:.0f}"
        f" GFLOP/s ({'with' if on.has_low_units else 'without'} bfloat16 units);"
        f" core {on.core}, load {on.load:.1f}"
    )
    if parts - {"quality"}:
        speed(options, data, parts, on)
    if "quality" in parts:
        learn(options, data, on)


if __name__ == "__main__":
    main()
