"""JSON documents in a vocabulary of their own, translated to native rows before anything else looks at them."""

from __future__ import annotations

from catalog_ingest.sources.badgr_pathway import badgr_roots, translate_badgr
from catalog_ingest.sources.ctdl_graph import ctdl_nodes, translate_ctdl
from catalog_ingest.sources.depth import too_deep
from catalog_ingest.sources.mojibake import mend_all
from catalog_ingest.sources.record import Item, rejected
from catalog_ingest.sources.stacking import Translation

_TOO_DEEP = "This element is nested too deeply; flatten it."


def translated(document: object, source: str, *, mending: bool) -> Translation | None:
    """A Badgr pathway or a CTDL graph as native rows; None for any other document."""
    roots = badgr_roots(document)
    nodes = ctdl_nodes(document) if roots is None else None
    found = nodes if roots is None else roots
    if found is None:
        return None
    numbered = dict(enumerate(found, start=1))
    deep: list[Item] = [
        rejected(source, row, "bad_json", _TOO_DEEP) for row, each in numbered.items() if too_deep(each)
    ]
    refused = {item.row for item in deep}
    flat = {row: mend_all(each) if mending else each for row, each in numbered.items() if row not in refused}
    done = translate_ctdl(flat, source) if roots is None else translate_badgr(list(flat.values()), source)
    return Translation(sorted([*deep, *done.items], key=lambda item: item.row), done.problems)
