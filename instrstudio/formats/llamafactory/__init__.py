"""LLaMA-Factory: a folder of data files with ``dataset_info.json``, which lists them.

The file that is read or named is the list; its data lie beside it.
"""

from instrstudio.formats.llamafactory.format import LlamaFactory

PLUGIN = LlamaFactory()
