"""The sizes a run may have, and how long each takes on this machine."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.run import ARCHITECTURES, PRESETS, TrainConfig
from instrstudio.domain.wording import message
from instrstudio.services.checkpoints import is_shipped

_USUAL_SOURCE_TOKENS, _USUAL_TARGET_TOKENS = 110, 40
_KEPT = 0.25
"""The share of the first weights in what is kept where no old pairs are replayed."""
_FINE_TUNING_RATE = 1e-3
_SIZES = {
    "vocabulary": "vocabulary_size",
    "embedding": "embedding_size",
    "hidden": "hidden_size",
    "attention": "attention_size",
    "layers": "layers",
}


def preset(name: str, architecture: str = "copy") -> TrainConfig:
    """Return the configuration of a preset for a model that begins from nothing.

    Raises:
        InvalidInput: There is no such preset or architecture.
    """
    if name not in PRESETS or architecture not in ARCHITECTURES:
        raise InvalidInput(
            message(
                "There is no preset “{name}” of “{architecture}”.",
                name=name,
                architecture=architecture,
            )
        )
    small = TrainConfig(architecture=architecture, steps=1500)
    if name == "tiny":
        return replace(
            small,
            preset=name,
            embedding_size=96,
            hidden_size=128,
            attention_size=64,
            vocabulary_size=2000,
            steps=400,
            validate_every_steps=50,
            save_every_steps=50,
        )
    if name == "small":
        return small
    base = replace(
        small,
        preset="base",
        embedding_size=160,
        hidden_size=256,
        vocabulary_size=8000,
        word_dropout=0.05,
        bpe_dropout=0.05,
        batch_tokens=8192,
        steps=6000,
        validate_every_steps=250,
        save_every_steps=250,
    )
    if name == "base":
        return base
    return replace(
        base,
        preset=name,
        embedding_size=256,
        hidden_size=384,
        attention_size=192,
        layers=4,
        vocabulary_size=16_000,
        dropout=0.3,
        bpe_dropout=0.1,
        batch_tokens=16_384,
        steps=20_000,
        validate_every_steps=500,
        save_every_steps=500,
    )


def usual_bounds(config: TrainConfig) -> tuple[int | None, float | None]:
    """Return the steps and minutes that a configuration's preset gives it.

    A configuration of another version, whose preset is not known here, has its own.
    """
    if config.preset not in PRESETS:
        return config.steps, config.minutes
    fresh = preset(config.preset)
    return (_gentle(fresh.steps) if config.initial else fresh.steps), fresh.minutes


def _gentle(steps: int | None) -> int:
    """Return how long to go on with a model that would need `steps` from nothing."""
    return (steps or 0) // 2


def fine_tuning(name: str, initial: Path) -> TrainConfig:
    """Return the configuration of a preset for a run that begins from a model.

    The model's own sizes stay; the preset says how long to go on, and how gently.

    Raises:
        InvalidInput: There is no such preset.
        NotFound: There is no model in `initial`.
        CheckpointMismatch: Its card is damaged.
    """
    from instrstudio.model.card import read_card

    fresh = preset(name)
    card = read_card(initial)
    found = card.get("config")
    known = TrainConfig.known(found if isinstance(found, dict) else {})
    return replace(
        known,
        **_sizes(card),
        preset=name,
        architecture=str(card.get("architecture")),
        initial=str(initial),
        kept=0.0 if is_shipped(initial) else _KEPT,
        learning_rate=_FINE_TUNING_RATE,
        steps=_gentle(fresh.steps),
        minutes=None,
        validate_every_steps=fresh.validate_every_steps,
        save_every_steps=fresh.save_every_steps,
        patience=fresh.patience,
        device=fresh.device,
        seed=fresh.seed,
        batch_tokens=4096,
        word_dropout=0.05,
        bpe_dropout=0.05,
    )


def _sizes(card: Mapping[str, object]) -> dict[str, Any]:
    """Return the sizes of a card's model, as a configuration calls them."""
    found = card.get("sizes")
    sizes = found if isinstance(found, Mapping) else {}
    named = {size: sizes.get(key) for key, size in _SIZES.items()}
    return {size: value for size, value in named.items() if isinstance(value, int)}


def predict_minutes(config: TrainConfig) -> float:
    """Return about how long a run takes here; measures a few steps, so seconds pass.

    A run bounded by minutes alone takes as long as it says.
    """
    from instrstudio.model.speed import seconds_per_step

    if config.steps is None:
        return config.minutes or 0.0
    source = min(_USUAL_SOURCE_TOKENS, config.max_source_tokens)
    target = min(_USUAL_TARGET_TOKENS, config.max_target_tokens)
    minutes = config.steps * seconds_per_step(config, source, target) / 60
    return minutes if config.minutes is None else min(minutes, config.minutes)
