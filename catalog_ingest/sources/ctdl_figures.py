"""Prices and times in CTDL's profiles; what cannot be told from them for sure stays unknown."""

from __future__ import annotations

from catalog_ingest.sources.ctdl_nodes import Profile, codes_of, profiles, text_of
from catalog_ingest.sources.stacking import Row
from catalog_ingest.values.effort import hours_in_all, weeks_in

_WHOLE = "AggregateCost"


def cost_of(values: Profile) -> Row | None:
    """The price: of the whole where one profile says that it is that, else of the only profile that states one."""
    stated = [profile for profile in profiles(values.get("estimatedCost")) if _is_number(profile.get("price"))]
    whole = [profile for profile in stated if _WHOLE in codes_of(profile.get("directCostType"))] or stated
    if len(whole) != 1:
        return None
    return {"amount": whole[0]["price"], "currency": text_of(whole[0].get("currency")) or None}


def hours_of(values: Profile) -> Row | None:
    """The hours in all, from the only duration."""
    lengths = _lengths(values)
    efforts = [found.value for found in map(hours_in_all, lengths) if found.value]
    if not efforts or len(efforts) != len(lengths):
        return None
    return {"min": efforts[0].min, "max": efforts[-1].max}


def weeks_of(values: Profile) -> float | None:
    """The calendar weeks, the longer of a range, from the only duration."""
    lengths = _lengths(values)
    return weeks_in(lengths[-1]).value if lengths else None


def _lengths(values: Profile) -> list[str]:
    """ISO 8601: the exact duration, or the least and the most."""
    stated = profiles(values.get("estimatedDuration"))
    if len(stated) != 1:
        return []
    exact = text_of(stated[0].get("exactDuration"))
    bounds = [text_of(stated[0].get(name)) for name in ("minimumDuration", "maximumDuration")]
    return [exact] if exact else bounds if all(bounds) else []


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
