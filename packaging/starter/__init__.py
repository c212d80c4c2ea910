"""Makes the corpus that the shipped starter model learns from: tasks with instructions.

Everything here is our own text (Apache-2.0) and a pure function of a seed.

``wordings/<language>/<task_type>.toml``
    What people ask for and what an instruction says, grouped into *scenarios*: a
    scenario is one thing people want of a type of task (a one-sentence summary, a
    formal version), so that an instruction states what was really meant.
``wordings/<language>/common.toml``
    What suits every type: openings, backgrounds, demands, places for the input.
``samples/*.toml``
    Documents in both languages, sentence by sentence, with words to draw; questions,
    conversations, code, reviews and records. A document gives samples for summaries,
    translations, questions, extraction, classes and writing alike.

Texts may hold ``(a|b|)``, of which one is drawn, and names such as ``{in}``, ``{out}``,
``{tgt}``. In requests a name becomes words, in instructions one of the tokens of
`instrstudio.analysis.delexical`; ``{this}`` is the input with “following” or “above”.

A request (`tasks`) goes through the analysis as one of a user does, and the instruction
(`instructions`, `layouts`) is made from what was read off it: it says every token of
`instructions.TELLING` that the task has, in one of six layouts.

An instruction says nothing that its request does not tell (`telling`). The model reads
tokens in place of a task's own words, so a scenario names the words of a request that
tell of it (``tells``) or the part of a sample that shows it (``shown``); otherwise the
instruction is one that suits any task of the type. Lists of main sentences, and their
alternatives, begin with the best wording: earlier ones are drawn more often.

Two kinds of held-out data test generalisation. `pairs.synthetic_pairs` with
``held_out=True`` asks in words that training never shows: the last request of every
scenario. `pairs.scenario_pairs` makes the scenarios marked ``held_out = true``, one for
each main type and language, which training never makes at all.
"""
