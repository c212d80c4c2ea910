"""Alpaca: a list of rows with instruction, input and output.

Read and written as a JSON list (``.json``), as JSON lines (``.jsonl``) or as a YAML
list (``.yaml``). Two variants are read as well: ``response`` in place of ``output``,
and bilingual rows whose fields begin with ``en_`` and ``zh_``.
"""

from instrstudio.formats.alpaca.format import Alpaca

PLUGIN = Alpaca()
