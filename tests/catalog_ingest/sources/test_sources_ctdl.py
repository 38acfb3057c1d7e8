"""CTDL graphs: what is said becomes native rows, what is not stays unknown, what cannot be read is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import SourceUnreadable
from catalog_ingest.column_mapping import NATIVE
from catalog_ingest.normalise import normalise
from catalog_ingest.sources import files_in
from catalog_ingest.sources.record import Record
from catalog_ingest.sources.translated import translated
from tests.catalog_ingest.sources.stacks import CONTEXT, condition, graph, node, ref, written


def alignment(name: str, target: str = "x:Y") -> dict[str, Any]:
    return {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNode": target,
        "ceterms:targetNodeName": {"en": name},
    }


def held(*keys: str) -> list[dict[str, str]]:
    return [{"credential": f"ex:{key}"} for key in keys]


def test_everything_that_a_course_says(tmp_path: Path) -> None:
    course = node(
        "a",
        description={"de": "Kurs", "en": "A <b>course</b>."},
        subjectWebpage="https://ex.example/a",
        inLanguage=["en-US", "es"],
        offeredBy=ref("school"),
        availableAt=[ref("place")],
        deliveryType=[alignment("In-Person Only", "deliveryType:InPerson")],
        teaches=[alignment("SQL"), alignment("Python"), alignment("SQL;")],
        estimatedCost=[{"ceterms:price": 120.5, "ceterms:currency": "EUR"}],
        estimatedDuration=[{"ceterms:minimumDuration": "PT10H", "ceterms:maximumDuration": "PT12H30M"}],
        creditValue=[{"schema:value": 3, "ceterms:creditUnitType": [alignment("Semester Hours")]}],
    )
    school = node("school", "CredentialOrganization")
    place = node("place", "Place", addressLocality={"en": "Oslo"}, addressCountry="Norway")
    found = written(tmp_path, graph(course, school, place))
    assert found.collected.problems == []
    said = found.items["ex:a"].model_dump(mode="json", exclude_defaults=True)
    assert said.pop("source") == {"name": "doc", "row": 1}
    assert said == {
        "id": "doc:ex:a",
        "title": "Name of a",
        "description": "A course.",
        "url": "https://ex.example/a",
        "language": ["en-US", "es"],
        "provider": "Name of school",
        "place": "Oslo, Norway",
        "delivery": "in_person",
        "skills": ["SQL", "Python"],
        "cost": {"amount": 120.5, "currency": "EUR"},
        "hours": {"min": 10, "max": 12.5},
        "credit": [{"amount": 3, "unit": "Semester Hours", "awarded_by": "Name of school"}],
    }


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("Course", "course"),
        ("LearningProgram", "program"),
        ("BachelorDegree", "degree"),
        ("Certification", "certificate"),
        ("CertificateOfCompletion", "certificate"),
        ("ApprenticeshipCertificate", "certificate"),
        ("MicroCredential", "microcredential"),
        ("OpenBadge", "badge"),
        ("SecondarySchoolDiploma", "program"),
        ("AssessmentProfile", "exam"),
        ("Pathway", "program"),
    ],
)
def test_types_say_what_is_awarded(tmp_path: Path, type_: str, kind: str) -> None:
    assert written(tmp_path, graph(node("a", type_))).items["ex:a"].kind == kind


def test_a_degree_that_requires_a_program_with_parts(tmp_path: Path) -> None:
    document = graph(
        node("degree", "MasterDegree", requires=ref("program")),
        node("program", "LearningProgram", hasPart=[ref("a")], isRequiredFor=ref("degree")),
        node("a", isPartOf=ref("program")),
        node("b", isPartOf=[ref("program")]),
    )
    found = written(tmp_path, document)
    assert found.tree("ex:degree") == held("program")[0]
    assert found.tree("ex:program") == {"all_of": held("a", "b")}
    assert [found.stacks(f"ex:{key}") for key in ("degree", "program", "a", "b")] == [
        [],
        ["ex:degree"],
        ["ex:program"],
        ["ex:program"],
    ]
    assert found.collected.problems == []


def test_a_pathway_leads_to_its_destination_step_by_step(tmp_path: Path) -> None:
    document = graph(
        node("way", "Pathway", hasDestinationComponent=ref("goal")),
        node("goal", "BasicComponent", hasCondition=[condition(1, "second", "third")]),
        node("second", "Certification", hasCondition=condition(1, "first"), isChildOf=ref("goal")),
        node("third", "Certification", hasCondition=condition(None, "first", "second")),
        node("first", "Certification"),
    )
    found = written(tmp_path, document)
    assert found.tree("ex:way") == held("goal")[0]
    assert found.tree("ex:goal") == {"at_least": 1, "of": held("second", "third")}
    assert found.tree("ex:second") is None
    assert found.tree("ex:second", "prerequisites") == held("first")[0]
    assert found.tree("ex:third", "prerequisites") == {"all_of": held("first", "second")}
    assert found.stacks("ex:second") == ["ex:goal"]
    assert found.collected.problems == []


def test_the_words_of_an_older_pathway_vocabulary(tmp_path: Path) -> None:
    document = {
        "@context": "http://example.org/paths",
        "@graph": [
            {"@type": "Pathway", "@id": "x:way", "name": "Way", "hasRoot": "x:root"},
            {"@type": "Basic", "@id": "x:root", "name": "Root", "isRootOf": "x:way", "isParentOf": ["x:a", "x:b"]},
            {"@type": "Course", "@id": "x:a", "name": "A", "source": "https://ex.example/a"},
            {"@type": "Assessment", "@id": "x:b", "name": "B", "prerequisite": "x:a"},
        ],
    }
    found = written(tmp_path, document)
    assert found.tree("x:way") == {"credential": "x:root"}
    assert found.tree("x:root") is None  # that it holds two says not how many of them earn it
    assert found.tree("x:b", "prerequisites") == {"credential": "x:a"}
    assert [found.stacks(id_) for id_ in ("x:root", "x:a", "x:b")] == [["x:way"], ["x:root"], ["x:root"]]
    assert found.items["x:a"].url == "https://ex.example/a"
    assert found.items["x:b"].kind == "exam"


@pytest.mark.parametrize(
    ("conditions", "tree"),
    [
        (condition(2, "a", "b", "c"), {"at_least": 2, "of": held("a", "b", "c")}),
        (condition(0, "a", "b"), None),
        (condition(1), None),
        (condition(None, "a", "b", logicalOperator="logicalOperator:Or"), {"any_of": held("a", "b")}),
        ([condition(1, "a"), condition(1, "b", "c")], {"all_of": [*held("a"), {"at_least": 1, "of": held("b", "c")}]}),
        (
            condition(2, "a", hasCondition=[condition(1, "b", "c")]),
            {"at_least": 2, "of": [*held("a"), {"at_least": 1, "of": held("b", "c")}]},
        ),
    ],
)
def test_conditions_stay_what_they_are(tmp_path: Path, conditions: Any, tree: Any) -> None:
    goal = node("goal", "BasicComponent", hasCondition=conditions)
    found = written(tmp_path, graph(goal, node("a"), node("b"), node("c")))
    assert found.tree("ex:goal") == tree
    assert found.collected.problems == []


@pytest.mark.parametrize(
    "conditions",
    [
        condition(3, "a"),
        condition(1, "a", "b", hasCondition="words"),
        "words",
        {"@id": "ex:nowhere"},
        condition(None, "a", logicalOperator="Not"),
        {**condition(None, "a", "b"), "ceterms:requiredNumber": "some"},
    ],
)
def test_conditions_that_cannot_be_read_are_unknown_and_told(tmp_path: Path, conditions: Any) -> None:
    found = written(tmp_path, graph(node("goal", "BasicComponent", hasCondition=conditions), node("a"), node("b")))
    assert found.tree("ex:goal") is None
    assert found.codes["bad_earned_by"] == 1


def test_requirements_of_an_award_and_of_a_course(tmp_path: Path) -> None:
    profile = {"@type": "ceterms:ConditionProfile", "ceterms:targetAssessment": [ref("exam")]}
    words = {"@type": "ceterms:ConditionProfile", "ceterms:description": {"en": "Two years of practice"}}
    document = graph(
        node("award", "Certification", requires=[profile, words], entryCondition=[words], recommends=[ref("course")]),
        node("exam", "AssessmentProfile"),
        node("course", requires=[ref("before")], corequisite=[ref("beside")], precededBy=ref("earlier")),
        *(node(key) for key in ("before", "beside", "earlier")),
        node("only", "Certification", requires=[words]),
    )
    found = written(tmp_path, document)
    practice = {"text": "Two years of practice"}
    assert found.tree("ex:award") == {"all_of": [*held("exam"), practice]}
    recommended = held("course")[0] | {"kind": "recommended"}
    assert found.tree("ex:award", "prerequisites") == {"all_of": [practice, recommended]}
    assert found.tree("ex:course") is None
    assert found.tree("ex:course", "prerequisites") == {
        "all_of": [
            *held("before"),
            held("beside")[0] | {"kind": "corequisite"},
            held("earlier")[0] | {"kind": "recommended"},
        ]
    }
    assert (found.tree("ex:only"), found.tree("ex:only", "prerequisites")) == (None, practice)


# ---- transfer values


def transfer(**more: Any) -> dict[str, Any]:
    value = {
        "@type": "schema:ValueProfile",
        "schema:value": 3.0,
        "ceterms:creditUnitType": [alignment("Degree Credit")],
        "ceterms:creditLevelType": [alignment("Lower Division Level")],
    }
    plain = {
        "transferValue": [value],
        "transferValueFrom": ["_:exam"],
        "ownedBy": [ref("council")],
        "startDate": "2018-12-01",
        "endDate": "2023-11-30",
        "description": {"en": "From 50 points."},
    }
    return node("value", "TransferValueProfile", **plain | more)


EXAM = node("x", "AssessmentProfile", subjectWebpage="https://exams.example/soc?t=1") | {"@id": "_:exam"}
EXAM_ID = "exams.example/soc?t=1"


def test_a_transfer_value_is_the_credit_of_an_exam(tmp_path: Path) -> None:
    found = written(tmp_path, graph(transfer(), EXAM, node("council", "CredentialOrganization")))
    assert list(found.items) == [EXAM_ID]  # a blank node's name says nothing outside its document
    exam = found.items[EXAM_ID]
    assert [claim.model_dump(mode="json") for claim in exam.credit] == [
        {"amount": 3, "unit": "Degree Credit", "awarded_by": "Name of council", "as_of": "2018-12-01"}
    ]
    assert exam.credit[0].as_of == date(2018, 12, 1)
    assert exam.description == (
        "Academic credit (Name of value, Lower Division Level, from 2018-12-01 to 2023-11-30): From 50 points."
    )
    assert found.codes == {"credit_ends": 1}


def test_who_gives_the_credit_is_kept_as_an_id_where_no_name_is_known(tmp_path: Path) -> None:
    found = written(tmp_path, graph(transfer(endDate=None), EXAM))
    assert found.items[EXAM_ID].credit[0].awarded_by == "ex:council"
    assert found.codes == {"unknown_reference": 1}


@pytest.mark.parametrize("sources", [[], None, ["_:gone"], [{"ceterms:name": "words"}], 3])
def test_credit_for_nothing_that_is_known_is_rejected(tmp_path: Path, sources: Any) -> None:
    found = written(tmp_path, graph(transfer(transferValueFrom=sources, endDate=None), EXAM))
    assert found.codes["credit_without_source"] == 1
    assert (found.collected.read, found.collected.rejected) == (2, 1)


def test_credit_with_a_date_that_is_none(tmp_path: Path) -> None:
    found = written(tmp_path, graph(transfer(startDate="soon", endDate=None), EXAM, node("council", "Organization")))
    assert found.items[EXAM_ID].credit[0].as_of is None
    assert found.codes == {"bad_date": 1}


# ---- documents that cannot be


def test_references_to_what_is_not_there_are_kept_and_told(tmp_path: Path) -> None:
    document = graph(
        node("way", "Pathway", hasDestinationComponent="http://one.example/goal", ownedBy="ex:nobody"),
        node("goal", "BasicComponent") | {"@id": "http://other.example/goal"},
        node("part", isPartOf="ex:whole"),
    )
    found = written(tmp_path, document)
    assert found.tree("ex:way") == {"credential": "http://one.example/goal"}
    assert found.items["ex:way"].provider is None
    assert found.stacks("ex:part") == ["ex:whole"]
    problems = [(problem.row, problem.field, problem.value) for problem in found.collected.problems]
    assert sorted(problems) == [
        (1, "hasDestinationComponent", "http://one.example/goal"),
        (1, "ownedBy", "ex:nobody"),
        (3, "isPartOf", "ex:whole"),
    ]
    assert "http://other.example/goal is the nearest" in str(found.collected.problems)


def test_circles_are_told(tmp_path: Path) -> None:
    document = graph(
        node("a", "LearningProgram", hasPart=[ref("b")]),
        node("b", "LearningProgram", hasPart=[ref("a")]),
        node("c", prerequisite=ref("d")),
        node("d", prerequisite=ref("c")),
        node("e", prerequisite=ref("e")),
    )
    found = written(tmp_path, document)
    assert len(found.items) == 5
    assert found.codes == {"circle": 3}


def test_conditions_that_name_each_other(tmp_path: Path) -> None:
    loop = {"@id": "ex:loop", "@type": "ceterms:ComponentCondition", "ceterms:hasCondition": ["ex:loop"]}
    found = written(tmp_path, graph(node("goal", "BasicComponent", hasCondition=["ex:loop"]), loop))
    assert set(found.codes) == {"bad_condition", "bad_earned_by"}


def test_nodes_that_are_no_credentials(tmp_path: Path) -> None:
    document = graph(node("a"), node("job", "Job"), {"@id": "ex:nothing"}, "words", None, node("org", "Organization"))
    found = written(tmp_path, document)
    assert list(found.items) == ["ex:a"]
    assert found.codes == {"not_a_credential": 2, "bad_json": 2}
    assert found.collected.read == 5


def test_nodes_without_an_id_or_a_name(tmp_path: Path) -> None:
    nameless = {"@type": "ceterms:Course", "@id": "ex:x"}
    plain = {"@type": "ceterms:Course", "ceterms:name": "Plain"}
    found = written(tmp_path, graph(nameless, plain))
    assert [item.title for item in found.items.values()] == ["Plain"]
    assert found.codes == {"no_title": 1}


def test_a_node_nested_too_deeply_leaves_the_others(tmp_path: Path) -> None:
    deep: Any = "x"
    for _ in range(300):
        deep = [deep]
    found = written(tmp_path, graph(node("a"), node("b", description=deep)))
    assert (list(found.items), found.codes) == (["ex:a"], {"bad_json": 1})


def test_credentials_written_inside_others_are_read(tmp_path: Path) -> None:
    inside = node("inside", description="Whole")
    found = written(tmp_path, graph(node("program", "LearningProgram", hasPart=[inside])))
    assert found.tree("ex:program") == held("inside")[0]
    assert found.items["ex:inside"].description == "Whole"


@pytest.mark.parametrize(
    "document", [graph(), graph("words", 3), {"@context": CONTEXT, "@graph": {"a": 1}}, {"@context": CONTEXT}]
)
def test_graphs_without_credentials_are_no_source(tmp_path: Path, document: Any) -> None:
    with pytest.raises(SourceUnreadable):
        written(tmp_path, document)


def test_other_graphs_are_read_by_their_columns(tmp_path: Path) -> None:
    rows = [{"@type": "Course", "name": "Knots", "url": "https://ex.example/knots"}] * 2
    found = written(tmp_path, {"@context": "https://schema.org", "@graph": rows})
    assert [item.title for item in found.items.values()] == ["Knots"]


def test_one_node_alone_and_lists_of_documents(tmp_path: Path) -> None:
    alone = {"@context": CONTEXT} | node("a")
    assert list(written(tmp_path, alone).items) == ["ex:a"]
    assert list(written(tmp_path, [alone, graph(node("b"))]).items) == ["ex:a", "ex:b"]


def test_jsonld_files_of_a_folder_are_read(tmp_path: Path) -> None:
    assert list(written(tmp_path, graph(node("a")), "way.jsonld").items) == ["ex:a"]
    assert [path.name for path in files_in(tmp_path)] == ["way.jsonld"]


_WORDS = [
    *("@id", "@type", "name", "hasPart", "isPartOf", "hasChild", "hasCondition", "requires", "targetComponent"),
    *("requiredNumber", "transferValue", "transferValueFrom", "ownedBy", "hasDestinationComponent", "prerequisite"),
    *("estimatedCost", "price", "estimatedDuration", "exactDuration", "inLanguage", "creditUnitType", "targetNode"),
    *("startDate", "logicalOperator", "availableAt", "assesses", "credentialStatusType", "alternativeCondition"),
]
_VALUE = st.sampled_from(
    ["ex:a", "ex:b", "Course", "Pathway", "Basic", "TransferValueProfile", "ConditionProfile", "PT3H", "", "en"]
)
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2) | st.floats() | _VALUE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(_WORDS), _ANY, max_size=8), min_size=1, max_size=4))
def test_nothing_that_is_written_there_crashes(nodes: list[dict[str, Any]]) -> None:
    done = translated(graph(node("a"), *nodes), "x", mending=False)
    assert done is not None
    for item in done.items:
        if isinstance(item, Record):
            normalise(item, NATIVE, "x")
