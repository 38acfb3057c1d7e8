"""What tests look at in an answer."""

from __future__ import annotations

from decimal import Decimal

from bot.advisor import facts
from bot.advisor.messages import Answer, Choices, Comparison, Credentials, Notice, Prose
from catalog.credential import Credential


def cards(answer: Answer) -> list[Credential]:
    return [item for block in answer.blocks if isinstance(block, Credentials) for item in block.items]


def compared(answer: Answer) -> list[Credential]:
    return [item for block in answer.blocks if isinstance(block, Comparison) for item in block.items]


def codes(answer: Answer) -> list[str]:
    return [block.code for block in answer.blocks if isinstance(block, Notice)]


def options(answer: Answer) -> list[str]:
    return [option for block in answer.blocks if isinstance(block, Choices) for option in block.options]


def prose(answer: Answer) -> str:
    return " ".join(block.text for block in answer.blocks if isinstance(block, Prose | Notice))


def prices(answer: Answer) -> list[Decimal | None]:
    return [facts.whole_price(item) for item in cards(answer)]
