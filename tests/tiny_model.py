"""A checkpoint with random weights, for tests that need one but no training."""

from pathlib import Path

from instrstudio.analysis import delexical


def write(folder: Path, name: str = "tiny") -> Path:
    """Save a model of a few thousand numbers to `folder`."""
    from instrstudio.model import checkpoint
    from instrstudio.model.architecture import Sizes
    from instrstudio.model.architectures import build, initialise
    from instrstudio.model.tokenizer import Tokenizer

    texts = ["请为以下内容写一段摘要：", "Write a summary of the text below:"] * 2
    tokenizer = Tokenizer.train(texts, 400, delexical.SPECIALS)
    sizes = Sizes(vocabulary=tokenizer.size, embedding=4, hidden=5, attention=3)
    model = build("seed", sizes)
    initialise(model, 1)
    card = {"name": name, "architecture": "seed", "step": 7}
    contents = checkpoint.Contents(model=model, tokenizer=tokenizer, card=card)
    checkpoint.save(folder, contents)
    return folder
