"""Roles and skills from O*NET's text files (https://www.onetcenter.org/dictionary/29.2/text/)."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from catalog.errors import SourceUnreadable
from catalog.role import EntryDemand, Role, RoleSkill
from catalog.skill import Skill

_CODE = "O*NET-SOC Code"
_FILES = {
    "Occupation_Data.txt": (_CODE, "Title", "Description"),
    "Alternate_Titles.txt": (_CODE, "Alternate Title", "Short Title"),
    "Job_Zones.txt": (_CODE, "Job Zone"),
    "Technology_Skills.txt": (_CODE, "Example", "Commodity Title", "Hot Technology", "In Demand"),
}
_MOST_SKILLS = 15
_MOST_ALIASES = 20
_DEMANDED, _HOT, _OTHER = 3.0, 2.0, 1.0
_ZONES = {
    1: "Little or no preparation: a short introduction on the job is usually enough.",
    2: "Some preparation: usually finishing secondary school and up to a year of learning on the job.",
    3: "Medium preparation: usually vocational training, an associate degree or one to two years of experience.",
    4: "Considerable preparation: usually a bachelor's degree and several years of related experience.",
    5: "Extensive preparation: usually a graduate degree and long experience in the field.",
}

_Row = Mapping[str, str]


def read_roles(folder: Path) -> tuple[tuple[Role, ...], tuple[Skill, ...]]:
    """All occupations as roles, and their groups of software as skills; raises SourceUnreadable for a missing file."""
    release = _release(folder)
    titles = _titles(folder)
    zones = {row[_CODE]: int(row["Job Zone"]) for row in _rows(folder, "Job_Zones.txt") if row["Job Zone"] in "12345"}
    software = list(_rows(folder, "Technology_Skills.txt"))
    skills = _role_skills(software)
    roles = tuple(
        Role(
            id=row[_CODE],
            onet=row[_CODE],
            title=row["Title"],
            summary=row["Description"] or None,
            aliases=tuple(title for title in titles.get(row[_CODE], ()) if title != row["Title"]),
            job_zone=zones.get(row[_CODE]),
            skills=skills.get(row[_CODE], ()),
            entry_demands=_demands(release, row[_CODE], zones.get(row[_CODE])),
        )
        for row in _rows(folder, "Occupation_Data.txt")
    )
    return roles, _skills(software)


def _rows(folder: Path, name: str) -> Iterator[_Row]:
    path = folder / name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SourceUnreadable(f"{path} is missing; unpack O*NET's text files into this folder.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnreadable(f"{path} could not be read; download O*NET's text files again.") from error
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in _FILES[name] if column not in (reader.fieldnames or ())]
    if missing:
        raise SourceUnreadable(f"{path} lacks the columns {', '.join(missing)}; download O*NET's text files again.")
    for row in reader:
        if all(row[column] is not None for column in _FILES[name]):
            yield {column: row[column].strip() for column in _FILES[name]}


def _release(folder: Path) -> str:
    try:
        found = re.search(r"O\*NET\s+(\d+(?:\.\d+)?)", (folder / "Read_Me.txt").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    return f"O*NET {found[1]}" if found else "O*NET"


def _titles(folder: Path) -> dict[str, tuple[str, ...]]:
    """Alternate and short titles by code, each once, in the order of the file."""
    titles: dict[str, dict[str, None]] = defaultdict(dict)
    for row in _rows(folder, "Alternate_Titles.txt"):
        for title in (row["Alternate Title"], row["Short Title"]):
            if title and title.casefold() != "n/a":
                titles[row[_CODE]][title] = None
    return {code: tuple(several) for code, several in titles.items()}


def _role_skills(software: list[_Row]) -> dict[str, tuple[RoleSkill, ...]]:
    """The weightiest groups of software of each occupation, equal ones in the order of the file."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for row in software:
        group = weights[row[_CODE]]
        weight = _DEMANDED if row["In Demand"] == "Y" else _HOT if row["Hot Technology"] == "Y" else _OTHER
        group[row["Commodity Title"]] = max(weight, group.get(row["Commodity Title"], 0))
    return {code: _best(group) for code, group in weights.items()}


def _best(group: Mapping[str, float]) -> tuple[RoleSkill, ...]:
    best = sorted(group.items(), key=lambda weighed: -weighed[1])[:_MOST_SKILLS]
    return tuple(RoleSkill(skill=name, importance=weight) for name, weight in best)


def _skills(software: list[_Row]) -> tuple[Skill, ...]:
    """Each group of software with the products that belong to it alone, the most frequent first."""
    groups_of: dict[str, set[str]] = defaultdict(set)
    products: dict[str, Counter[str]] = defaultdict(Counter)
    for row in software:
        groups_of[row["Example"]].add(row["Commodity Title"])
        products[row["Commodity Title"]][row["Example"]] += 1
    return tuple(
        Skill(
            name=name,
            aliases=tuple(
                product
                for product, _ in counted.most_common()
                if len(groups_of[product]) == 1 and product.casefold() != name.casefold()
            )[:_MOST_ALIASES],
        )
        for name, counted in sorted(products.items())
    )


def _demands(release: str, code: str, zone: int | None) -> tuple[EntryDemand, ...]:
    if zone is None:
        return ()
    return (EntryDemand(kind="job_zone", text=_ZONES[zone], source=f"{release}, {code}, job zone {zone}"),)
