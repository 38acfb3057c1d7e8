"""Tables and charts."""

from __future__ import annotations

from typing import Any

from tests.slack_simulator.blocks.checks import (
    Check,
    Path,
    Report,
    by_type,
    choice,
    listed,
    number,
    shape,
    string,
    truth,
    whole,
)
from tests.slack_simulator.blocks.elements import ELEMENTS
from tests.slack_simulator.blocks.rich_text import RICH_TEXT

_cells: dict[str, Check] = {
    "raw_text": shape({"text": string()}),
    "raw_number": shape({"value": number, "text": string()}),
    "rich_text": RICH_TEXT,
}
_data_cells = _cells | {"action": shape({"element": by_type(ELEMENTS, ["button"])})}


def _setting(value: Any, path: Path, report: Report) -> None:
    if value is not None:
        shape({}, {"is_wrapped": truth, "align": choice("left", "center", "right")})(value, path, report)


def _as_wide_as_the_first(value: dict[str, Any], path: Path, report: Report) -> None:
    rows = value.get("rows")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        return
    for index, row in enumerate(rows[1:], start=1):
        if len(row) != len(rows[0]):
            report.add((*path, "rows", index), f"has {len(row)} cells where the first row has {len(rows[0])}")
    for index, cell in enumerate(rows[0]):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            report.add((*path, "rows", 0, index), "rich_text may not stand in the header row")


TABLE = shape(
    {"rows": listed(listed(by_type(_cells), most=20), most=100)},
    {"block_id": string(255), "column_settings": listed(_setting, least=0, most=20)},
)
DATA_TABLE = shape(
    {"caption": string(), "rows": listed(listed(by_type(_data_cells), most=20), least=2, most=201)},
    {"block_id": string(255), "page_size": whole(1, 100), "row_header_column_index": whole(0, 19)},
    _as_wide_as_the_first,
)


def _above_zero(value: Any, path: Path, report: Report) -> None:
    number(value, path, report)
    if isinstance(value, int | float) and value <= 0:
        report.add(path, "must be above 0")


def _labels_match(value: dict[str, Any], path: Path, report: Report) -> None:
    axis, series = value.get("axis_config"), value.get("series")
    categories = axis.get("categories") if isinstance(axis, dict) else None
    for index, one in enumerate(series if isinstance(series, list) else []):
        points = one.get("data") if isinstance(one, dict) else None
        labels = [point.get("label") for point in points if isinstance(point, dict)] if isinstance(points, list) else []
        if labels != categories:
            report.add((*path, "series", index, "data"), "its labels are not the categories of the axis")


_point = shape({"label": string(20), "value": number})
_series = shape({"name": string(20), "data": listed(_point, most=20)})
_axis = shape({"categories": listed(string(20), most=20)}, {"x_label": string(50), "y_label": string(50)})
_plot = shape({"series": listed(_series, most=12), "axis_config": _axis}, None, _labels_match)
_charts = {
    "pie": shape({"segments": listed(shape({"label": string(20), "value": _above_zero}), most=12)}),
    "bar": _plot,
    "area": _plot,
    "line": _plot,
}
DATA_VISUALIZATION = shape({"title": string(50), "chart": by_type(_charts)}, {"block_id": string(255)})
