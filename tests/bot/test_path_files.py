"""A plan as files to keep: the same sums in all of them, and nothing from the catalog acts as markup."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from icalendar import Calendar, Event
from markdown_it import MarkdownIt
from PIL import Image

from bot.advisor.path_files import PathFiles, escaped, shares, web_address
from bot.advisor.path_words import PathWords
from bot.advisor.path_writer import PathWriter, linked_ids
from bot.advisor.wording import Wording
from catalog.role import EntryDemand, Role
from pathways.plan import Plan, Status
from pathways.planner import Planner
from tests.pathways.oracle.catalogs import START, ask, cost, day, row
from tests.pathways.shelves import Row, RowShelf, request_of

TODAY = START
STAMP = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
SVG = "{http://www.w3.org/2000/svg}"
LARGER = {"kind": "certificate", "cost": None, "hours": None}
ROLE = Role(
    id="analyst",
    title="Data analyst",
    entry_demands=(EntryDemand(kind="degree", text="Often a *degree*", source="O*NET"),),
)


class Made(NamedTuple):
    """A plan and its files."""

    plan: Plan
    files: PathFiles


def made(*rows: Row, role: Role | None = None, skills: dict[str, float] | None = None, **wish: Any) -> Made:
    """The plan for all that the rows teach, unless other skills are wished for."""
    shelf = RowShelf(rows)
    wanted = skills or dict.fromkeys((skill for each in rows for skill in each["skills"]), 1)
    plan = Planner(shelf).plan(request_of(ask() | wish | {"skills": wanted}))
    names = {item.id: item.title for item in shelf.credentials(linked_ids(plan))}
    writer = PathWriter(plan, role, names, Wording(), TODAY)
    words = PathWords(writer, plan, role, TODAY)
    return Made(plan, PathFiles(plan, writer.document(), writer, words, TODAY))


STACKED = (
    row("a", "Python", title="Python, gently", cost=cost(49), as_of=day(-30), provider="North Academy"),
    row("b", "SQL", cost=cost(20.5), prerequisites={"credential": "a"}, hours={"min": 12, "max": 12}),
    row("c", "Writing", cost=cost(0), delivery="in_person", weeks=2, starts=[day(70)], enrol_by=day(60)),
    row(
        "whole",
        title="Certificate of Querying",
        earned_by={"all_of": [{"credential": "a"}, {"credential": "b"}]},
        credit=[{"amount": 3, "unit": "credits", "awarded_by": "North College", "as_of": day(-9)}],
        **LARGER,
    ),
)
WISHED = {"Python": 3, "SQL": 2, "Writing": 1, "Welding": 2}


@pytest.fixture(scope="module")
def stacked() -> Made:
    """Three steps, the last after a wait, a larger credential after the second, and a skill that nobody teaches."""
    plan = made(*STACKED, role=ROLE, skills=WISHED)
    assert plan.plan.path.ids == ("a", "b", "c")
    return plan


def texts_of(each: Made) -> list[str]:
    """The texts on the picture."""
    root = ET.fromstring(each.files.picture("svg"))
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def events_of(each: Made) -> list[Event]:
    return Calendar.from_ical(each.files.calendar(STAMP)).walk("VEVENT")


def tokens_of(markdown: str) -> list[Any]:
    """The page as a Markdown reader takes it, its inline parts among them."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def shown(markdown: str) -> str:
    """The text that a reader sees."""
    return "\n".join(
        "".join(part.content for part in block.children or () if part.type == "text")
        for block in MarkdownIt("commonmark").parse(markdown)
        if block.type == "inline"
    )


def section(each: Made, heading: str) -> str:
    """What a reader sees below a heading."""
    parts = re.split(r"^## (.+)\n", each.files.markdown(), flags=re.M)
    return shown(dict(zip(parts[1::2], parts[2::2], strict=True))[heading])


# ---- shares of the goal


def test_shares_rise_from_what_is_held_to_the_paths_coverage(stacked: Made):
    assert shares(stacked.plan) == [0, 0.375, 0.625, 0.75]
    assert shares(stacked.plan)[-1] == stacked.plan.path.coverage


def test_shares_begin_with_what_is_held():
    found = made(*STACKED, skills=WISHED, have=["SQL"])
    assert shares(found.plan)[0] == 0.25
    assert shares(found.plan)[-1] == found.plan.path.coverage


def test_a_larger_credential_that_is_the_goal_has_its_share():
    found = made(*STACKED, skills={"Python": 3}, credential="whole")
    assert found.plan.status is Status.FOUND
    assert shares(found.plan) == [0, 0.5, 1]


# ---- the picture


def test_the_picture_is_an_image_of_either_kind(stacked: Made):
    image = Image.open(BytesIO(stacked.files.picture("png")))
    assert (image.format, image.width) == ("PNG", 1080)
    assert len(image.convert("RGB").getcolors(100_000)) > 10
    assert ET.fromstring(stacked.files.picture("svg")).tag == f"{SVG}svg"


def test_the_picture_tells_the_sums_the_steps_and_what_is_earned(stacked: Made):
    texts = texts_of(stacked)
    assert any("data analyst" in text for text in texts[:2])
    assert "$69.50 · 12 weeks · 5 hours a week" in texts
    assert {"$49 · 5–10 hours", "$20.50 · 12 hours", "free · 5–10 hours"} <= set(texts)
    assert {"Python, gently", "Title of b", "Earned: Certificate of Querying"} <= set(texts)
    assert {"0%", "75%", "week", "Share of the goal covered"} <= set(texts)


def test_the_picture_tells_a_wait_of_days_and_no_shorter_one(stacked: Made):
    assert [text for text in texts_of(stacked) if "waiting" in text] == ["39 days of waiting, then from 11 May"]
    assert not [text for text in texts_of(made(*STACKED[:2])) if "waiting" in text]


def test_the_picture_of_nothing_missing_says_so():
    found = made(row("a", "Python"), have=["Python"])
    assert found.plan.status is Status.NOTHING_MISSING
    assert "You already have every skill" in " ".join(texts_of(found))


def test_unknown_prices_are_not_called_free():
    found = made(row("a", "Python", cost=None, hours=None), row("b", "SQL"), allow_unknown=True)
    assert "at least $10 (1 without a stated price) · at least 2 weeks" in " ".join(texts_of(found))
    assert "price unknown · hours unknown" in texts_of(found)
    assert "Cost: at least $10 (1 without a stated price)" in shown(found.files.markdown())
    assert "Study: at least 10 hours (1 without stated hours)" in shown(found.files.markdown())
    alone = made(row("a", "Python", cost=None), allow_unknown=True)
    assert "free" not in " ".join(texts_of(alone))
    assert "price unknown · 5–10 hours · 2 weeks" in shown(alone.files.markdown())


def test_what_a_subscription_covers_is_not_called_free():
    monthly = cost(30, "per_month")
    found = made(row("a", "Python", cost=monthly), row("b", "SQL", cost=monthly))
    assert [step.cents for step in found.plan.path.steps] == [3000, 0]
    assert {"$30 · 5–10 hours", "in the subscription · 5–10 hours"} <= set(texts_of(found))
    assert "free" not in section(found, "Steps")


# ---- the calendar


def test_the_calendar_has_an_event_a_step_with_what_is_known_of_it(stacked: Made):
    first, second, third, enrol = events_of(stacked)
    assert [str(each["summary"]) for each in (first, second, third)] == [
        "1. Python, gently",
        "2. Title of b",
        "3. Title of c",
    ]
    assert str(enrol["summary"]) == "Last day to sign up: Title of c"
    assert enrol["dtstart"].dt == START + dt.timedelta(days=60)
    assert str(first["url"]) == "https://catalog.example/a"
    lines = str(first["description"]).splitlines()
    assert lines[0].startswith("Teaches Python.")
    assert "“Title of b”" in lines[0]
    assert lines[1:] == ["$49 · 5–10 hours", "https://catalog.example/a"]
    assert "Sign up by 1 May." in str(third["description"])


def test_the_calendars_days_are_the_plans(stacked: Made):
    days = [(each["dtstart"].dt, each["dtend"].dt) for each in events_of(stacked)[:3]]
    assert days == [(step.starts_on, step.ends_on) for step in stacked.plan.path.steps]


# ---- the page


def test_the_pages_sums_are_the_plans(stacked: Made):
    text, totals = shown(stacked.files.markdown()), stacked.plan.path.totals
    assert totals.cents == 6950
    assert "Cost: $69.50" in text
    assert f"Study: {totals.hours:g} hours" in text
    assert "Time: 12 weeks at 5 hours a week, from 2 March to 25 May" in text
    assert "Covers: 75% of the goal (3 of 4 skills)" in text


def test_the_prices_of_the_steps_add_up_to_the_cost(stacked: Made):
    steps = re.findall(r"^ +- (?:\$([\d.,]+)|(free))", stacked.files.markdown(), flags=re.M)
    paid = [Decimal(amount or 0) for amount, _ in steps]
    assert len(paid) == 3
    assert sum(paid) == Decimal(stacked.plan.path.totals.cents) / 100


def test_a_step_tells_its_facts(stacked: Made):
    steps = section(stacked, "Steps")
    assert "Python, gently, North Academy" in steps
    assert "$49 (prices of 31 January) · 5–10 hours · 2 weeks, from 2 March to 16 March" in steps
    assert "$20.50 (price without a date) · 12 hours · 2.4 weeks, from 16 March to 2 April" in steps
    assert "Teaches SQL. Counts toward" in steps
    assert "Sign up by 1 May." in steps
    links = [token.attrs["href"] for token in tokens_of(stacked.files.markdown()) if token.type == "link_open"]
    assert links == [f"https://catalog.example/{key}" for key in "abc"]


def test_the_steps_are_a_list_counted_in_their_order():
    found = made(*(row(f"k{at:02}", f"Skill {at}") for at in range(11)))
    tokens = tokens_of(found.files.markdown())
    assert [token.type for token in tokens].count("ordered_list_open") == 1
    numbers = [token.info for token in tokens if token.type == "list_item_open" and token.info]
    assert numbers == [str(at) for at in range(1, 12)]


def test_what_stays_open_is_told_with_its_reason(stacked: Made):
    assert section(stacked, "Not covered") == "Welding (no course here teaches it)"
    assert "## Not covered" not in made(*STACKED).files.markdown()


def test_what_is_earned_is_told_with_its_credit(stacked: Made):
    assert section(stacked, "Earned on the way") == (
        "Certificate of Querying, after step 2; carries 3 credits, awarded by North College (stated 21 February)"
    )


def test_a_dated_claim_to_count_toward_it_is_told():
    link = [{"credential": "whole", "as_of": day(-60)}]
    found = made(STACKED[0] | {"stacks_into": link}, STACKED[1], STACKED[3] | {"credit": []})
    earned = section(found, "Earned on the way")
    assert earned == "Certificate of Querying, after step 2 (counted as stated 1 January)"


def test_each_stop_tells_what_is_added(stacked: Made):
    assert section(stacked, "If you stop early").splitlines() == [
        "After step 1 you hold “Python, gently”. That covers 37% of the goal, with Python.",
        "After step 2 you also hold “Title of b” and “Certificate of Querying”. That covers 62% of the goal, with SQL.",
    ]


def test_a_step_that_covers_nothing_new_adds_no_skill():
    basics = row("a", "Reading")
    found = made(basics, row("b", "Python", prerequisites={"credential": "a"}), skills={"Python": 1})
    stop = section(found, "If you stop early").splitlines()[0]
    assert stop == "After step 1 you hold “Title of a”. That covers 0% of the goal."


def test_a_short_step_takes_some_time():
    quick = made(row("a", "Python", hours={"min": 0.1, "max": 0.1}), hours_per_week=10)
    assert "0.1 weeks, from 2 March to 3 March" in section(quick, "Steps")


def test_what_jobs_ask_for_beside_skills_is_told(stacked: Made):
    demands = section(stacked, "What jobs ask for beside skills")
    assert demands.startswith("Often a *degree*\nSkills are not a qualification")
    assert "beside skills" not in made(*STACKED).files.markdown()


def test_the_page_says_where_its_figures_come_from(stacked: Made):
    last = shown(stacked.files.markdown()).splitlines()[-1]
    assert last.startswith("Prices, hours and dates are those of the catalog on 2 March;")


def test_a_page_without_steps_still_tells_why():
    nothing = made(row("a", "Python"), have=["Python"])
    assert "You already have every skill" in shown(nothing.files.markdown())
    impossible = made(row("a", "Python"), budget=5)
    assert impossible.plan.status is Status.IMPOSSIBLE
    page = shown(impossible.files.markdown())
    assert "Nothing here leads toward" in page
    assert "Python (over your budget)" in page
    assert "## Steps" not in impossible.files.markdown()
    assert events_of(impossible) == []


# ---- a hostile catalog

EVIL = r"*a* _b_ [c](http://evil.example) `d` <e onclick='x'> # f | g \ ~~h~~ &lt; ![i](x) **j** https://evil.example"


@pytest.mark.parametrize(
    "text", [EVIL, "# Head", "- item", "1. item", "> quote", "===", "| a | b |", "&amp;", "```", "[x]: y"]
)
def test_escaped_text_is_shown_as_it_stands(text: str):
    for before in ("", "- ", "1. **", "# "):
        after = "**" if "**" in before else ""
        assert shown(f"{before}{escaped(text)}{after}") == text


def test_escaping_puts_text_on_one_line():
    assert escaped("a\n\n# b\r\n- c\u2028d\x00") == r"a \# b - c d"


@pytest.fixture(scope="module")
def hostile() -> Made:
    """Every text of the catalog is markup, on several lines."""
    evil = EVIL + "\n\n# Heading\n<script>"
    rows = (
        row(
            "a*1",
            f"Skill {EVIL}",
            title=f"A {evil}",
            provider=f"P {evil}",
            enrol_by=day(300),
            url="javascript:alert(1)",
        ),
        row("b_2", "SQL", title=f"B {evil}", prerequisites={"credential": "a*1"}, url="https://x.example/a b"),
        row("c", title=f"C {evil}", earned_by={"all_of": [{"credential": "a*1"}, {"credential": "b_2"}]}, **LARGER),
    )
    role = Role(id="r", title=f"R {EVIL}", entry_demands=(EntryDemand(kind="x", text=f"- {evil}", source="x"),))
    return made(*rows, role=role, skills={f"Skill {EVIL}": 1, "SQL": 1, f"Open {EVIL}": 1})


def test_no_text_of_the_catalog_is_markup(hostile: Made):
    tokens = tokens_of(hostile.files.markdown())
    types = {token.type for token in tokens}
    assert types.isdisjoint({"link_open", "image", "em_open", "code_inline", "html_inline", "html_block", "s_open"})
    assert types.isdisjoint({"fence", "code_block", "table_open", "blockquote_open", "hr", "hardbreak"})
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", *["h2"] * 5]
    lists = [token.level for token in tokens if token.type == "bullet_list_open"]
    assert max(lists) == 2
    assert shown(hostile.files.markdown()).count(EVIL) >= 12


def test_no_address_of_the_web_can_be_made_one_by_its_reader(hostile: Made):
    assert "http://" not in hostile.files.markdown()
    assert "https://" not in hostile.files.markdown()


def test_no_text_of_the_catalog_breaks_picture_or_calendar(hostile: Made):
    assert Image.open(BytesIO(hostile.files.picture("png"))).width == 1080
    assert any(text.startswith("A *a* _b_ [c](http") for text in texts_of(hostile))
    events = events_of(hostile)
    assert len(events) == 3
    assert all("url" not in event for event in events)
    assert str(events[0]["summary"]) == f"1. A {EVIL} # Heading <script>"


ADDRESSES = {
    "https://a.example/x?y=1&z=%20#f": "https://a.example/x?y=1&z=%20#f",
    "http://a.example/x_(y)": "http://a.example/x_%28y%29",
    "https://a.example/<b>[c]|`": "https://a.example/%3Cb%3E%5Bc%5D%7C%60",
    "https://a.example/é": "https://a.example/%C3%A9",
    "https://a.example/a b": None,
    "https://a.example/\nb": None,
    "https://a.example/\u202eb": None,
    "javascript:alert(1)": None,
    "//a.example": None,
    "": None,
    None: None,
}


@pytest.mark.parametrize(("url", "link"), ADDRESSES.items(), ids=map(ascii, ADDRESSES))
def test_only_web_addresses_become_links(url: str | None, link: str | None):
    assert web_address(url) == link


def test_a_link_with_brackets_stays_one_link():
    found = made(row("a", "Python", title="T [x](y)", url="https://a.example/x_(y)[z]"))
    links = [token.attrs["href"] for token in tokens_of(found.files.markdown()) if token.type == "link_open"]
    assert links == ["https://a.example/x_%28y%29%5Bz%5D"]
    assert "T [x](y)" in shown(found.files.markdown())
