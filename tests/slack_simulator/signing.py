"""Slack's signature of what it sends."""

from __future__ import annotations

import hashlib
import hmac


def signed(secret: str, body: bytes, at: float) -> dict[str, str]:
    """The two headers that prove where a body comes from."""
    stamp = str(int(at))
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
