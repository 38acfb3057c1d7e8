"""Roles and skills from O*NET's files."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from catalog.errors import SourceUnreadable
from catalog_ingest.sources.onet import read_roles

FILES = {
    "Occupation_Data.txt": 'O*NET-SOC Code\tTitle\tDescription\n1-1\tBakers\tBake "bread".\n2-2\tMillers\t\n',
    "Alternate_Titles.txt": "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n"
    "1-1\tBread Maker\tn/a\t08\n1-1\tPastry Chef\tPC\t10\n1-1\tBread Maker\tn/a\t09\n1-1\tBakers\tn/a\t09\n",
    "Job_Zones.txt": "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n1-1\t2\t08/2023\tAnalyst\n",
    "Technology_Skills.txt": "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "1-1\tOvenSoft\t1\tOven software\tN\tN\n"
    "1-1\tExcel\t2\tSpreadsheet software\tY\tN\n"
    "1-1\tDoughDB\t3\tData software\tN\tN\n"
    "1-1\tDoughSQL\t3\tData software\tY\tY\n"
    "2-2\tExcel\t3\tData software\tN\tN\n"
    "2-2\tDoughSQL\t3\tData software\tN\tN\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_roles(folder: Path) -> None:
    baker, miller = read_roles(folder)[0]
    assert (baker.id, baker.onet, baker.title, baker.summary) == ("1-1", "1-1", "Bakers", 'Bake "bread".')
    assert baker.aliases == ("Bread Maker", "Pastry Chef", "PC")
    assert [(skill.skill, skill.importance) for skill in baker.skills] == [
        ("Data software", 3),
        ("Spreadsheet software", 2),
        ("Oven software", 1),
    ]
    assert baker.job_zone == 2
    assert [(demand.kind, demand.source) for demand in baker.entry_demands] == [("job_zone", "O*NET, 1-1, job zone 2")]
    assert (miller.summary, miller.aliases, miller.job_zone, miller.entry_demands) == (None, (), None, ())


def test_the_release_is_named_where_it_is_known(folder: Path) -> None:
    (folder / "Read_Me.txt").write_text("O*NET 29.2 Database\nFebruary 2025 Release\n")
    assert read_roles(folder)[0][0].entry_demands[0].source == "O*NET 29.2, 1-1, job zone 2"


def test_products_of_one_group_only_are_aliases(folder: Path) -> None:
    skills = {skill.name: skill.aliases for skill in read_roles(folder)[1]}
    assert skills == {
        "Data software": ("DoughSQL", "DoughDB"),
        "Oven software": ("OvenSoft",),
        "Spreadsheet software": (),
    }


@pytest.mark.parametrize("name", list(FILES))
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(SourceUnreadable) as caught:
        read_roles(folder)
    assert name in caught.value.message


def test_a_file_with_other_columns_is_refused(folder: Path) -> None:
    (folder / "Job_Zones.txt").write_text("Code\tZone\n1-1\t2\n")
    with pytest.raises(SourceUnreadable, match="lacks the columns"):
        read_roles(folder)


def test_the_real_release(shared: Path) -> None:
    roles, skills = read_roles(shared / "onet")
    with (shared / "onet" / "Occupation_Data.txt").open(encoding="utf-8", newline="") as file:
        titles = {row["O*NET-SOC Code"]: row["Title"] for row in csv.DictReader(file, delimiter="\t")}
    assert {role.id: role.title for role in roles} == titles
    assert all(len(role.skills) <= 15 for role in roles)
    known = {skill.name for skill in skills}
    assert all(skill.skill in known for role in roles for skill in role.skills)
    aliases = [alias for skill in skills for alias in skill.aliases]
    assert len(aliases) == len(set(aliases))
    assert max(len(skill.aliases) for skill in skills) == 20
    assert {role.entry_demands[0].source for role in roles if role.id == "15-1252.00"} == {
        "O*NET 29.2, 15-1252.00, job zone 4"
    }
