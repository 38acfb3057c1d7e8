"""Arguments of a call, whichever way they were sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from tests.slack_simulator.refusal import Refused


def parse_body(content_type: str, body: bytes, query: str = "") -> dict[str, Any]:
    """The arguments of a form, a JSON object or a multipart body, with those of the query.

    Raises:
        Refused: the body is not what its content type says.
    """
    args: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if content_type.startswith("application/json"):
        return args | _json_object(body)
    if content_type.startswith("multipart/form-data"):
        return args | _multipart(content_type, body)
    return args | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body or b"{}")
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(read, dict):
        raise Refused("json_not_object")
    return read


def _multipart(content_type: str, body: bytes) -> dict[str, Any]:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    args: dict[str, Any] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = bytes(part.get_payload(decode=True) or b"")
        args[str(name)] = content if part.get_filename() else content.decode("utf-8", "replace")
    return args


class Args:
    """The arguments by name; an empty or null one counts as not given."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = {name: value for name, value in values.items() if value is not None and value != ""}

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """The argument as a string."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def maybe(self, name: str) -> str | None:
        """The argument as a string, or None."""
        return self.text(name) if name in self else None

    def flag(self, name: str, default: bool = False) -> bool:
        """The argument as true or false: forms say 1, 0, true or false."""
        value = self.values.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """The argument as a whole number.

        Raises:
            Refused: it is none.
        """
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            raise Refused("invalid_arguments", [f"must be a number [json-pointer:/{name}]"]) from None

    def parsed(self, name: str, error: str = "invalid_arguments") -> Any:
        """The argument as JSON, whether it was sent as an object or as its text; None where it was not sent.

        Raises:
            Refused: with `error`, the text is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error, [f"must be valid JSON [json-pointer:/{name}]"]) from None
