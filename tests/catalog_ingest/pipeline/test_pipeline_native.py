"""The catalog comes out as it went in."""

from __future__ import annotations

from pathlib import Path

from catalog.credential import Credential
from catalog_ingest.collect import SourceSpec, collect
from tests.catalog_ingest.pipeline.keeper import Keeper, called


def test_the_sample_comes_back_from_its_export(sample: Keeper, keeper: Keeper, tmp_path: Path):
    done = called(sample.folder, "export", "--format", "jsonl")
    assert done.status == 0, done.err
    exported = tmp_path / "again.jsonl"
    exported.write_text(done.out, encoding="utf-8")
    report = keeper.run(exported)
    assert report.problems == ()
    assert _facts(keeper) == _facts(sample)


def test_edx_comes_back_from_its_native_form(shared: Path, tmp_path: Path):
    rows = _collected(shared / "catalogs/edx_2020.csv")
    lines = (credential.model_dump_json() for credential in rows.values())
    again = tmp_path / "edx_2020.jsonl"
    again.write_text("\n".join(lines), encoding="utf-8")
    assert len(rows) == 974
    assert _collected(again).keys() == rows.keys()


def _collected(path: Path) -> dict[str, Credential]:
    """The contents of a source by their hashes, which the source row does not change."""
    collected = collect(SourceSpec(path.stem, path), {}, None)
    return {hash_: credential for hash_, (_, credential) in collected.new.items()}


def _facts(keeper: Keeper) -> dict[str, dict[str, object]]:
    return {id_: credential.model_dump(exclude={"source"}) for id_, credential in keeper.catalog().items()}
