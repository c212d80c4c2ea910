"""What metrics and benchmarks share: counting, comparing, intervals; no plug-ins.

Plain functions over texts and numbers. numpy and sacrebleu load when first asked for.
"""
