"""What a message may contain."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.slack_simulator.args import Args
from tests.slack_simulator.blocks import Finding, check_message, visible_length
from tests.slack_simulator.refusal import Refused

TEXT_CUT = 40_000
TEXT_OF_UPDATE = 4_000
MARKDOWN = 12_000
BLOCKS_IN_ALL = 10_000
METADATA_BYTES = 8_000


@dataclass
class Content:
    """A message's text, blocks and metadata after they were found to be in order."""

    text: str
    blocks: list[dict[str, Any]]
    metadata: dict[str, Any] | None
    warnings: list[str] = field(default_factory=list)


def refuse_findings(findings: list[Finding], error: str = "invalid_blocks") -> None:
    """Say no where there are findings.

    Raises:
        Refused: with each finding and its JSON pointer.
    """
    if findings:
        details = [f"{finding.trouble} [json-pointer:{finding.pointer}]" for finding in findings]
        raise Refused(error, details, errors=[str(finding) for finding in findings])


def read_blocks(args: Args) -> list[dict[str, Any]]:
    """The blocks of a message.

    Raises:
        Refused: they are not JSON, over a limit, or too long in all.
    """
    blocks = args.parsed("blocks", "invalid_blocks_format")
    if blocks is None or blocks == []:
        return []
    refuse_findings(check_message(blocks))
    if visible_length(blocks) > BLOCKS_IN_ALL:
        raise Refused("msg_blocks_too_long", [f"more than {BLOCKS_IN_ALL} characters over all blocks"])
    return list(blocks)


def read_metadata(args: Args) -> dict[str, Any] | None:
    """The metadata of a message.

    Raises:
        Refused: it lacks its type or payload, or is too large.
    """
    metadata = args.parsed("metadata", "invalid_metadata_format")
    if metadata is None or metadata == {}:
        return None if metadata is None else {}
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return dict(metadata)


def read_content(args: Args, longest: int | None = None, needed: bool = True) -> Content:
    """Text, blocks and metadata; text beyond 40,000 characters is cut unless `longest` refuses it earlier.

    Raises:
        Refused: there is nothing, too much, or something that does not go together.
    """
    markdown = args.maybe("markdown_text")
    text = args.text("text")
    if markdown is not None and ("text" in args or "blocks" in args):
        raise Refused("markdown_text_conflict")
    if markdown is not None and len(markdown) > MARKDOWN:
        raise Refused("msg_too_long")
    if longest is not None and len(text) > longest:
        raise Refused("msg_too_long")
    if len(args.parsed("attachments") or []) > 100:
        raise Refused("too_many_attachments")
    blocks = read_blocks(args)
    if needed and not (text or markdown or blocks or "attachments" in args):
        raise Refused("no_text")
    if markdown is not None:
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    cut = ["message_truncated"] if len(text) > TEXT_CUT else []
    return Content(text[:TEXT_CUT], blocks, read_metadata(args), cut)
