"""The picture of a path: what is on it, and that no title can break it."""

from __future__ import annotations

import logging
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from pathways.legible import legible
from pathways.picture import BLUE, GOLD, GREY, Labels, Reached, draw
from pathways.plan import Path
from pathways.planner import Planner
from tests.pathways.oracle.catalogs import ask, day, row
from tests.pathways.shelves import Row, RowShelf, request_of

SVG = "{http://www.w3.org/2000/svg}"
PARTS = [{"credential": "a"}, {"credential": "b"}]
LARGER = {"kind": "certificate", "cost": None, "hours": None}


def path_of(*rows: Row) -> Path:
    """The cheapest path to all skills that the rows teach."""
    skills = dict.fromkeys(skill for each in rows for skill in each["skills"])
    return Planner(RowShelf(rows)).plan(request_of(ask(*skills)), alternatives=0).path


def titled(title: str) -> Path:
    return path_of(row("a", "Python", title=title))


def chain(length: int, **more: object) -> Path:
    """A path of so many steps, each after the one before it."""
    keys = [f"step-{number:02}" for number in range(length)]
    before = [None, *({"credential": key} for key in keys)]
    rows = [row(key, f"Skill of {key}", prerequisites=tree, **more) for key, tree in zip(keys, before, strict=False)]
    path = path_of(*rows)
    assert len(path.steps) == length
    return path


@pytest.fixture(scope="module")
def stacked() -> Path:
    """Five steps, the fourth after a wait of weeks, and two larger credentials on the way."""
    rows = [
        row("a", "Python", title="Python, from nothing", hours={"min": 8, "max": 10}),
        row("b", "SQL", title="SQL for $20 & less", hours={"min": 15, "max": 20}, prerequisites={"credential": "a"}),
        row("c", "Statistics", title="Statistics <with> care", prerequisites={"credential": "b"}),
        row("d", "Writing", delivery="in_person", weeks=3, starts=[day(100)], prerequisites={"credential": "c"}),
        row("e", "Design", prerequisites={"credential": "d"}),
        row("small", title="Certificate of Querying", earned_by={"all_of": PARTS}, **LARGER),
        row("large", title="Diploma", earned_by={"all_of": [*PARTS, {"credential": "e"}]}, **LARGER),
    ]
    path = path_of(*rows)
    assert [(each.credential.id, each.after_step) for each in path.earns] == [("large", 5), ("small", 2)]
    return path


def labels_of(path: Path, waits: dict[int, str] | None = None, **words: str) -> Labels:
    """Labels that fit the path, its coverage rising evenly."""
    steps = len(path.steps)
    plain = {"title": "Path to the goal", "subtitle": "$50 · 12 weeks", "week_word": "week", "coverage_word": "covered"}
    return Labels(
        **(plain | words),
        lines=tuple(f"${step.cents / 100:.0f} · 10 h" for step in path.steps),
        waits=tuple((waits or {}).get(step.order, "") for step in path.steps),
        coverage=tuple(Reached(at / max(steps, 1), f"{at}/{steps}") for at in range(steps + 1)),
        milestones=tuple(f"Earned: {each.credential.title}" for each in path.earns),
    )


def image_of(path: Path, labels: Labels | None = None) -> Image.Image:
    image = Image.open(BytesIO(draw(path, labels or labels_of(path), "png")))
    assert image.format == "PNG"
    return image.convert("RGB")


def texts_of(path: Path, labels: Labels | None = None) -> list[str]:
    """The texts of the SVG in the order in which they are drawn."""
    root = ET.fromstring(draw(path, labels or labels_of(path), "svg"))
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def pixels(image: Image.Image, color: str) -> np.ndarray:
    """Where the image has just this colour: rows and columns."""
    wanted = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
    return np.argwhere((np.asarray(image) == wanted).all(axis=2))


# ---- size


def test_a_png_is_as_wide_as_a_phones_screen_and_portrait(stacked: Path):
    image = image_of(stacked)
    assert image.width == 1080
    assert image.height > image.width


def test_it_grows_with_its_steps():
    heights = [image_of(chain(length)).height for length in (1, 2, 5, 20)]
    assert heights == sorted(set(heights))
    one_more = heights[1] - heights[0]
    assert heights[3] - heights[0] == pytest.approx(19 * one_more, rel=0.02)


def test_an_svg_has_the_proportions_of_the_png(stacked: Path):
    root = ET.fromstring(draw(stacked, labels_of(stacked), "svg"))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    image = image_of(stacked)
    assert height / width == pytest.approx(image.height / image.width, rel=0.001)


# ---- what is on it


def test_the_words_of_every_step_stand_on_it_in_order(stacked: Path):
    texts = texts_of(stacked)
    wanted = [
        "Path to the goal",
        "$50 · 12 weeks",
        *("1", "Python, from nothing", "2", "SQL for $20 & less", "Earned: Certificate of Querying"),
        *("3", "Statistics <with> care", "4", "Title of d", "5", "Title of e", "Earned: Diploma"),
        *("covered", "0/5", "5/5"),
    ]
    places = [texts.index(words) if not words.isdigit() else texts.index(words, 3) for words in wanted]
    assert texts.count("$10 · 10 h") == 5
    named = [place for place, words in zip(places, wanted, strict=True) if not words.isdigit()]
    assert named == sorted(named)


def test_its_title_is_the_svgs_title(stacked: Path):
    root = ET.fromstring(draw(stacked, labels_of(stacked, title="A <b> & c\u202e"), "svg"))
    assert root.findtext(f"{SVG}title") == "A <b> & c"


def test_bars_go_from_left_to_right_as_weeks_go_by():
    image = image_of(chain(3))
    found = pixels(image, BLUE)
    found = found[(found[:, 1] >= 144) & (found[:, 0] < image.height - 480)]
    bars = [found[found[:, 0] == line][:, 1] for line in np.unique(found[:, 0])]
    assert [bar.min() for bar in bars] == sorted(bar.min() for bar in bars)
    assert len({bar.min() for bar in bars}) == 3
    assert {bar.max() - bar.min() + 1 for bar in bars} <= set(range(293, 300))


def test_a_milestone_has_a_shape_of_its_own_beside_its_words(stacked: Path):
    assert len(pixels(image_of(stacked), GOLD)) > 2 * 500
    assert len(pixels(image_of(chain(5)), GOLD)) == 0


def test_coverage_climbs_by_steps_to_its_end(stacked: Path):
    labels = labels_of(stacked)
    flat = replace(labels, coverage=tuple(Reached(0.2, "20%") for _ in labels.coverage))
    assert image_of(stacked, labels).tobytes() != image_of(stacked, flat).tobytes()
    found = pixels(image_of(stacked, labels), BLUE)
    chart = found[found[:, 0] > image_of(stacked).height - 400]
    assert chart[:, 0].max() - chart[:, 0].min() >= 92 * 3


def test_only_shares_with_room_are_written(stacked: Path):
    texts = texts_of(chain(20))
    assert {"0/20", "20/20"} <= set(texts)
    assert len([text for text in texts if text.endswith("/20")]) < 21


def test_a_wait_is_told_and_dotted(stacked: Path):
    plain, told = labels_of(stacked), labels_of(stacked, {4: "A month of waiting"})
    assert "A month of waiting" in texts_of(stacked, told)
    before, after = image_of(stacked, plain), image_of(stacked, told)
    assert after.height > before.height
    assert b"stroke-dasharray" not in draw(stacked, plain, "svg")
    assert b"stroke-dasharray" in draw(stacked, told, "svg")
    assert len(pixels(after, GREY)) > 0


def test_a_first_step_may_have_to_be_waited_for():
    late = path_of(row("a", "Python", delivery="in_person", weeks=1, starts=[day(30)]))
    assert late.steps[0].start_week > 4
    assert "Not before April" in texts_of(late, labels_of(late, {1: "Not before April"}))


def test_the_weeks_are_counted_in_few_figures():
    for length in (1, 7, 20):
        path = chain(length, hours={"min": 5, "max": 40})
        figures = [int(text) for text in texts_of(path)[2:] if text.isdigit()]
        top = figures[: figures.index(1)] if length > 1 else figures[:1]
        assert 1 <= len(top) <= 7
        assert top[-1] <= path.totals.weeks


def test_a_path_without_steps_shows_its_title():
    empty = Path(coverage=1.0)
    assert texts_of(empty, labels_of(empty, subtitle="Nothing is missing.")) == [
        "Path to the goal",
        "Nothing is missing.",
    ]
    image = image_of(empty)
    assert image.width == 1080
    assert len(pixels(image, GREY)) > 50


@pytest.mark.parametrize("length", [0.0, 0.001])
def test_a_step_of_no_length_can_be_seen(length: float):
    path = chain(2)
    short = replace(path.steps[1], start_week=path.steps[1].start_week, end_week=path.steps[1].start_week + length)
    path = replace(path, steps=(path.steps[0], short))
    found = pixels(image_of(path), BLUE)
    assert found[:, 1].max() >= 1020


def test_steps_at_the_same_time_do_not_turn_the_coverage_back():
    path = chain(3)
    first, second, third = path.steps
    together = replace(path, steps=(replace(first, end_week=4.0), replace(second, start_week=0.0, end_week=1.0), third))
    assert image_of(together).width == 1080


def test_labels_that_do_not_fit_the_path_are_refused(stacked: Path):
    labels = labels_of(stacked)
    for wrong in ({"lines": labels.lines[1:]}, {"waits": ()}, {"coverage": labels.coverage[1:]}, {"milestones": ()}):
        with pytest.raises(ValueError, match="were given"):
            draw(stacked, replace(labels, **wrong))


# ---- titles of every kind

TITLES = {
    "dollars": "Earn $100 and $200 more",
    "unbalanced": r"Costs $\frac{1}{0",
    "markup": "<script>alert('&amp;')</script> ]]> &lt;",
    "chinese": "数据分析与可视化入门课程" * 6,
    "arabic": "تحليل البيانات للمبتدئين",
    "hindi": "डेटा विश्लेषण",
    "emoji": "Data 🚀 science 👩\u200d💻",
    "combining": "Z" + "\u0301" * 200,
    "one long word": "Donaudampfschifffahrtsgesellschaftskapitän" * 8,
    "very long": "A title that goes on and on " * 100,
    "unassigned": "\U000fffff \U0003fffd",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_any_title_can_be_drawn_without_a_warning(title: str, capfd: pytest.CaptureFixture[str]):
    path = titled(title)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        image = image_of(path)
        texts = texts_of(path, labels_of(path, title=title))
    assert image.width == 1080
    assert image.height < 2000
    assert any(text and text.strip("…") in legible(title) for text in texts)
    assert capfd.readouterr().err == ""


def test_dollars_are_no_formula():
    assert "Earn $100 and $200 more" in texts_of(titled("Earn $100 and $200 more"))


HIDDEN = {
    "a\u202eb": "ab",
    "a\u2066b\u2069\u200f\u200b": "ab",
    "a\x1b[31mb": "a [31mb",
    "a\nb\tc\x00d": "a b c d",
    "a\ufffeb\uffff": "ab",
    "a\ud800b": "ab",
    "a\u2028b": "a b",
    "  \u0085 ": "",
    "Z" + "\u0301" * 200: "Z" + "\u0301" * 3,
}


@pytest.mark.parametrize(("title", "shown"), HIDDEN.items(), ids=map(ascii, HIDDEN))
def test_what_hides_or_steers_is_taken_out(title: str, shown: str):
    assert legible(title) == shown


def test_what_xml_forbids_leaves_the_svg_well_formed():
    path = chain(1)
    words = dict.fromkeys(
        ("title", "subtitle", "week_word", "coverage_word"), "".join(map(chr, range(256))) + "\ufffe\ud800"
    )
    labels = replace(labels_of(path, **words), lines=("\x00 \x08",), waits=("\x1b\u202e",))
    assert ET.fromstring(draw(path, labels, "svg")) is not None
    assert Image.open(BytesIO(draw(path, labels, "png"))).width == 1080


def test_a_long_title_is_cut_with_an_ellipsis_and_a_shorter_one_is_whole():
    long = "Introduction to the careful description of numbers and what they may and may not tell a reader " * 2
    drawn = [text for text in texts_of(titled(long)) if text and text.strip("…") in long and len(text) > 5]
    assert len(drawn) == 3
    assert drawn[-1].endswith("…")
    whole = "Introduction to the careful description of numbers"
    drawn = [text for text in texts_of(titled(whole)) if text in whole and len(text) > 5]
    assert " ".join(drawn) == whole


def test_no_text_leaves_the_sheet():
    title = "WWWWWWWWWW " * 6 + "W" * 80
    image = np.asarray(image_of(titled(title), labels_of(titled(title), title=title, subtitle=title)))
    assert (image[:, -3 * 12 :] == 255).all()


# ---- the same again


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_path_gives_the_same_bytes(stacked: Path, kind: str):
    labels = labels_of(stacked)
    assert draw(stacked, labels, kind) == draw(stacked, labels, kind)


def test_threads_do_not_disturb_each_other(stacked: Path):
    labels = labels_of(stacked)
    alone = {kind: draw(stacked, labels, kind) for kind in ("png", "svg")}
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda kind: (kind, draw(stacked, labels, kind)), ["png", "svg"] * 4))
    assert all(content == alone[kind] for kind, content in drawn)


def test_a_browser_without_the_font_takes_one_like_it(stacked: Path):
    assert "font-family: 'DejaVu Sans', 'Verdana', sans-serif" in draw(stacked, labels_of(stacked), "svg").decode()


def test_nothing_in_the_files_says_when_or_with_what_they_were_made(stacked: Path):
    labels = labels_of(stacked)
    svg = draw(stacked, labels, "svg").decode()
    assert "dc:date" not in svg
    assert "matplotlib v" not in svg.lower()
    assert "Software" not in Image.open(BytesIO(draw(stacked, labels, "png"))).info


def test_matplotlib_is_imported_only_to_draw_and_says_nothing(stacked: Path):
    code = "import sys, pathways.picture; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    draw(stacked, labels_of(stacked))
    assert "matplotlib.pyplot" not in sys.modules
    assert not logging.getLogger("matplotlib").isEnabledFor(logging.WARNING)
