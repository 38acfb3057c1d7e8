"""Excel workbooks: checked before they are unpacked; the first visible sheet with a header is read."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from catalog.errors import SourceUnreadable
from catalog_ingest.problem import Problem
from catalog_ingest.sources.csv_file import named_columns
from catalog_ingest.sources.mojibake import mend
from catalog_ingest.sources.record import Item, Reading, Record

LARGEST_UNPACKED = 100_000_000
LARGEST_RATIO = 250
_CHUNK = 1 << 20
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)

_Rows = list[list[object]]


def read_xlsx(path: Path, name: str) -> Reading:
    """The rows under the first row that is not blank, each with its number in the sheet."""
    _check(path)
    sheet = _first_filled(path)
    start = next(index for index, cells in enumerate(sheet) if _filled(cells))
    headers = named_columns(path, [as_cell(cell) for cell in sheet[start]], start + 1)
    problems: list[Problem] = []
    return Reading("xlsx", headers, _records(sheet, start + 1, headers, name, problems), problems)


def as_cell(value: object) -> str:
    """A cell as text: whole numbers without a fraction, dates and times in ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return f"PT{int(value.total_seconds() // 60)}M"
    return str(value)


def _records(sheet: _Rows, start: int, headers: tuple[str, ...], name: str, problems: list[Problem]) -> Iterator[Item]:
    for row, values in enumerate(sheet[start:], start=start + 1):
        if not _filled(values):
            continue
        found = [as_cell(value) for value in values]
        cells = [mend(cell) for cell in found]
        if cells != found and not problems:
            message = "Wrongly decoded characters were mended, first in this row; correct them in the workbook."
            warning = Problem(code="mojibake", severity="warning", source=name, row=row, message=message)
            problems.append(warning)
        yield Record(row, dict(zip(headers, cells, strict=False)))


def _filled(cells: list[object]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _first_filled(path: Path) -> _Rows:
    try:
        with CalamineWorkbook.from_path(path) as book:
            for sheet in book.sheets_metadata:
                if sheet.visible != SheetVisibleEnum.Visible:
                    continue
                rows: _Rows = [list(row) for row in book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)]
                if any(_filled(row) for row in rows):
                    return rows
    except (CalamineError, OSError, ValueError) as error:
        raise SourceUnreadable(f"{path} is not a workbook that can be read; save it again as .xlsx.") from error
    raise SourceUnreadable(f"{path} has no sheet with a header row; add a line of column names.")


def _check(path: Path) -> None:
    """Refuse what would unpack too large, and XML that declares entities, before anything parses it."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(path, archive.infolist())
            for part in archive.infolist():
                _check_part(path, archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SourceUnreadable(
            f"{path} is not an .xlsx workbook, is damaged or has a password; save it again as .xlsx."
        ) from error


def _check_sizes(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > LARGEST_UNPACKED or (unpacked > _CHUNK and unpacked / packed > LARGEST_RATIO):
        size = f"{unpacked / 1_000_000:,.0f} MB from {packed / 1_000_000:.1f} MB"
        raise SourceUnreadable(f"{path} would unpack to {size}, which is refused; save the sheet as CSV.")


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            seen = tail + chunk
            if any(declaration in seen for declaration in _DECLARATIONS):
                raise SourceUnreadable(f"{path} declares XML entities, which is refused; save the sheet as CSV.")
            tail = seen[-32:]
