"""The real catalogs row by row, against a reading of the files that uses nothing of the ingest."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.credential import Credential
from catalog.requirement import Stated
from catalog_ingest.mapping import choose_mapping
from catalog_ingest.normalise import normalise
from catalog_ingest.problem import Problem
from catalog_ingest.sources import Record, read_source

LANGUAGES = {
    "English": "en", "Español": "es", "Français": "fr", "Italiano": "it", "中文": "zh", "Português": "pt",
    "Deutsch": "de", "日本語": "ja", "اللغة العربية": "ar",
}  # fmt: skip
COURSERA_LANGUAGES = {
    "English": "en", "Spanish": "es", "Chinese (Simplified)": "zh-Hans", "Russian": "ru", "French": "fr",
    "Portuguese (Brazilian)": "pt-BR", "Chinese (Traditional)": "zh-Hant", "Turkish": "tr", "Arabic": "ar",
    "Hebrew": "he", "Ukrainian": "uk", "Swedish": "sv",
}  # fmt: skip
PARTS = {
    "tuition": "tuition",
    "fees": "fees",
    "books": "booksmaterialscost",
    "supplies": "suppliestoolscost",
    "other": "othercosts",
}


def ingested(path: Path, name: str) -> tuple[list[Credential], list[Problem]]:
    """Every row of the file as a credential, and all problems."""
    reading = read_source(path, name)
    mapping = choose_mapping(reading)
    results = [normalise(item, mapping, name) for item in reading.records if isinstance(item, Record)]
    credentials = [result.credential for result in results if result.credential]
    assert len(credentials) == len(results)
    return credentials, [*reading.problems, *(problem for result in results for problem in result.problems)]


def plain(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def physical_lines(path: Path) -> list[int]:
    """The line on which each data row begins."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        starts = []
        before = 0
        for _ in reader:
            starts.append(before + 1)
            before = reader.line_num
    return starts[1:]


def folded(text: str) -> str:
    return " ".join(text.split())


def test_edx(shared: Path) -> None:
    path = shared / "catalogs" / "edx_2020.csv"
    credentials, problems = ingested(path, "edx_2020")
    rows = plain(path)
    assert problems == []
    assert len(credentials) == len(rows) == 974
    for found, row, line in zip(credentials, rows, physical_lines(path), strict=True):
        price = re.search(r"\$([\d.]+) USD", row["price"])
        effort = [int(number) for number in re.findall(r"\d+", row["course_effort"])]
        weeks = int(row["course_length"].split()[0])
        assert price is not None
        assert found.cost is not None
        assert found.hours is not None
        assert found.source is not None
        assert found.source.row == line
        assert found.id == "edx_2020:" + row["course_url"].removeprefix("https://")
        assert found.title == folded(row["title"])
        assert found.provider == folded(row["institution"])
        assert (found.cost.amount, found.cost.currency, found.cost.audit_free) == (Decimal(price[1]), "USD", True)
        assert (found.hours.min, found.hours.max, found.weeks) == (effort[0] * weeks, effort[1] * weeks, weeks)
        assert found.language == (LANGUAGES[row["language"]],)
        assert found.level == row["Level"].lower().replace("introductory", "beginner")
        assert found.delivery == ("self_paced" if row["course_type"].startswith("Self") else "online_scheduled")
        assert (found.summary is None) == (row["summary"] == "no abstract available")
        assert "pending" not in (found.description or "").split("\n")
        assert found.url == row["course_url"]
    assert sum(found.cost is not None and found.cost.amount == Decimal("49.99") for found in credentials) == 4


@pytest.mark.parametrize(("file", "count", "contradictions"), [("before", 632, 6), ("after", 736, 12)])
def test_new_jersey(shared: Path, file: str, count: int, contradictions: int) -> None:
    path = shared / "catalogs" / f"nj_training_2021_{file}.csv"
    credentials, problems = ingested(path, "nj_training_2021")
    rows = plain(path)
    assert len(credentials) == len(rows) == count
    found_codes = Counter(problem.code for problem in problems)
    assert found_codes["cost_contradiction"] == contradictions
    assert set(found_codes) == {"cost_contradiction", "bad_url"}
    for found, row, line in zip(credentials, rows, physical_lines(path), strict=True):
        _check_new_jersey(found, row, line)


def _check_new_jersey(found: Credential, row: dict[str, str], line: int) -> None:
    assert found.source is not None
    assert found.source.row == line
    assert found.id == f"nj_training_2021:{row['programid']}"
    assert found.title == folded(row["officialname"]).strip('"')
    assert (found.provider or "") == folded(row["name"]).strip('"')
    assert found.cost is not None
    assert (found.cost.amount, found.cost.currency) == (Decimal(row["totalcost"]), "USD")
    assert found.cost.parts == {name: Decimal(row[column]) for name, column in PARTS.items()}
    assert found.cost.is_free == all(int(row[column]) == 0 for column in (*PARTS.values(), "totalcost"))
    clock = int(row["totalclockhours"] or 0)
    assert (found.hours.min if found.hours else 0) == (found.hours.max if found.hours else 0) == clock
    assert (found.place or "") == ", ".join(filter(None, (row["city"].strip('"'), row["state"])))
    assert found.career_support is {"1": True, "2": False, "": None}[row["careerassist"]]
    assert (found.delivery, found.level, found.language, found.skills) == (None, None, (), ())
    award = row["degreeawardedname"]
    degrees = ("Associate's Degree", "Bachelor's Degree", "Master's Degree")
    expected = "course" if not award else "degree" if award in degrees else "program"
    assert found.kind == ("certificate" if award == "Certificate of Completion" else expected)
    credit = Decimal(row["credit"] or 0)
    assert [(claim.amount, claim.unit, claim.awarded_by) for claim in found.credit] == (
        [(credit, "credits", None)] if credit else []
    )
    nothing = row["prerequisites"].strip().lower() in ("", "none", "0", "n/a")
    assert (found.prerequisites is None) == nothing
    if found.prerequisites is not None:
        assert isinstance(found.prerequisites, Stated)
        assert folded(found.prerequisites.text).strip('"') == folded(row["prerequisites"]).strip('"')
    description = found.description or ""
    for column, label in (("licenseawardedname", "licence"), ("industrycredentialname", "industry credential")):
        labelled = f"Leads to the {label}: {folded(row[column])}"
        assert (labelled in description.split("\n")) == bool(row[column].strip())
    website = row["website"].strip()
    if website and "@" not in website and " " not in website:
        assert found.url == (website if "://" in website else f"http://{website}")
    else:
        assert found.url is None


def test_coursera(shared: Path) -> None:
    path = shared / "catalogs" / "coursera_2019.csv"
    credentials, problems = ingested(path, "coursera_2019")
    rows = plain(path)
    assert problems == []
    assert len(credentials) == len(rows) == 1774
    for found, row, line in zip(credentials, rows, physical_lines(path), strict=True):
        glance = ast.literal_eval(row["product_glance"])
        hours = [int(said[1]) for item in glance if (said := re.search(r"Approx\. (\d+) hours? to complete", item))]
        levels = [item.split()[0].lower() for item in glance if item.endswith(" Level")]
        assert found.source is not None
        assert found.source.row == line
        assert found.id == f"coursera_2019:{row['course_id']}"
        assert found.title == folded(row["title"])
        assert (found.provider, found.cost) == (None, None)
        assert [found.hours.min, found.hours.max] if found.hours else hours * 2 == []
        assert ([found.level] if found.level else []) == levels
        assert found.delivery == ("self_paced" if "Flexible deadlines" in glance else None)
        assert found.language == ((COURSERA_LANGUAGES[row["language"]],) if row["language"] != "None" else ())
        assert [skill.casefold() for skill in found.skills] == [
            skill.casefold() for skill in dict.fromkeys(folded(item) for item in ast.literal_eval(row["skills"]))
        ]


def test_guessing_reads_most_of_what_the_bundled_mapping_reads(shared: Path) -> None:
    from catalog_ingest.guess import guess

    reading = read_source(shared / "catalogs" / "edx_2020.csv", "x")
    mapping = guess(reading.headers or (), reading.sample())
    known = choose_mapping(reading)
    for item in reading.records:
        assert isinstance(item, Record)
        guessed, expected = normalise(item, mapping, "x").credential, normalise(item, known, "x").credential
        assert guessed is not None
        assert expected is not None
        assert guessed.model_copy(update={"description": None}) == expected.model_copy(
            update={"description": None, "summary": guessed.summary}
        )


@pytest.mark.parametrize(
    ("file", "fields"),
    [
        ("schema_org_courses.jsonl", {"title", "url", "provider", "description", "skills", "cost"}),
        ("mit/xpro_programs.json", {"title", "url", "cost", "hours", "weeks", "starts", "credit"}),
        ("mit/mitxonline_courses.json", {"title", "hours", "weeks", "description", "cost"}),
        ("mit/sloan_courses.json", {"title", "url", "description", "skills", "as_of"}),
    ],
)
def test_nested_feeds_are_guessed(shared: Path, file: str, fields: set[str]) -> None:
    credentials, _ = ingested(shared / "catalogs" / file, "feed")
    said = {field for found in credentials for field in found.model_dump(exclude_defaults=True)}
    assert fields <= said
