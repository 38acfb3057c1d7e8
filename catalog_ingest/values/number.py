"""Plain numbers as people write them in several countries."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGITS = re.compile(r"\d{1,40}(?:\.\d{1,20})?")
_GROUPED = re.compile(r"0*[1-9]\d{0,2}(?:[.,]\d{3})")


def number(text: str) -> Decimal | None:
    """`1.299,00`, `1,299.00`, `1 299`, `12,5`, `49.99`: the number; None where the text is something else.

    A single separator before exactly three digits separates thousands (`1,299` and `1.299` are 1299; `0.125` is not).
    """
    compact = re.sub(r"[\s'’_]", "", text.strip())
    dots, commas = compact.count("."), compact.count(",")
    if dots and commas:
        decimal = max(compact.rfind("."), compact.rfind(","))
        compact = re.sub(r"[.,]", "", compact[:decimal]) + "." + compact[decimal + 1 :]
    elif dots + commas > 1 or _GROUPED.fullmatch(compact):
        compact = re.sub(r"[.,]", "", compact)
    else:
        compact = compact.replace(",", ".")
    if not _DIGITS.fullmatch(compact):
        return None
    try:
        return Decimal(compact)
    except InvalidOperation:
        return None
