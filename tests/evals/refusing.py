"""Whether an answer refuses."""

from __future__ import annotations

import re

from bot.advisor.messages import Answer, Choices, Intent, Notice
from tests.bot.claims import prose_of
from tests.bot.sample_arithmetic import plain
from tests.evals.hearing import shown_in, steps_in

LACKS = re.compile(
    # English
    r"\b(?:do(?:es)? not|cannot|can't|don't) (?:say|state|know|name|list|tell|help|guess|give|have|search|answer)"
    r"|\bnot (?:stated|listed|known|in (?:this|the) catalog|something that i can)|\bi (?:only know|cannot|know nothing)"
    r"|\bnothing (?:here(?! leads)|fits|found|matches)|\bfound (?:no|nothing)|\bnobody here"
    r"|\b(?:has|have|holds|gives?|lists?|names?|states?|knows?) (?:no|nothing)\b|\bno \w+ (?:here|is stated)"
    # Spanish, French, German
    r"|\bno (?:dice(?! nada de lo que)|indica|consta|se|puedo|conozco|tengo|tiene|encuentro|encontre|hay|figura)\b"
    r"|\b(?:ne|n')\s?(?:dit|indique|sais|peux|connais|trouve|ai|a|contient|figure)\b.{0,12}\b(?:pas|rien|aucun)"
    r"|\baucune?\b|\b(?:sagt|nennt|weiss|kenne|kann|finde|fand|gibt|steht|enthalt)\b.{0,40}\b(?:nicht|nichts|keine?n?)\b"
)
"""Sentences that say what is missing."""


TELLS = re.compile(r"\d|https?://")
BESIDE = frozenset({"illustrative", "forgotten", "danger", "human"})
"""Notices of the installation and of people: these say nothing of what the catalog lacks."""
NEVER = frozenset({Intent.HANDOVER, Intent.PRIVACY, Intent.PROFILE, Intent.GREETING, Intent.HELP})
"""What is answered of the person or the conversation alone needs nothing of the catalog."""


def refuses(answer: Answer) -> bool:
    """Whether an answer says that the catalog cannot give what was asked.

    It does where its intent is `out_of_scope`. Else it does where it shows neither an item nor a path that has steps, is
    about the catalog, and says what is missing: by a notice of what the catalog lacks, or in a sentence that something is
    not stated, not known or not here, where no other sentence tells a figure or an address (half an answer is one)
    and nothing is asked back.
    """
    if answer.intent is Intent.OUT_OF_SCOPE:
        return True
    if answer.intent in NEVER or shown_in(answer) or steps_in(answer):
        return False
    noticed = any(isinstance(block, Notice) and block.code not in BESIDE for block in answer.blocks)
    asks = any(isinstance(block, Choices) for block in answer.blocks)
    return noticed or (not asks and _only_lacks(plain(prose_of(answer)).replace("’", "'")))


def _only_lacks(text: str) -> bool:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    lacking = [LACKS.search(sentence) is not None for sentence in sentences]
    telling = (TELLS.search(sentence) for sentence, lacks in zip(sentences, lacking, strict=True) if not lacks)
    return any(lacking) and not any(telling)
