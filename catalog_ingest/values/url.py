"""Web addresses: only http and https are kept."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from catalog_ingest.values.parsed import Parsed

_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.)+[^\W\d_][\w-]{1,62}(?::\d{1,5})?(?:[/?#]\S*)?")
_BAD = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f]")
_TROUBLE = "This is not a web address; write one that begins with https://."
_TRACKING = re.compile(r"utm_|mc_|ga_|hs|_hs|fbclid|gclid|msclkid|igshid|ref$|referrer$|source$|campaign|session|aff")


def parse_url(text: str) -> Parsed[str]:
    """An http or https address; a bare domain gets http://, everything else (javascript:, mail) is dropped."""
    text = text.strip()[:2000]
    if not text:
        return Parsed()
    if _DOMAIN.fullmatch(text):
        text = f"http://{text}"
    parts = _parts(text)
    if parts is None or parts.scheme not in ("http", "https") or _BAD.search(text):
        return Parsed(trouble=_TROUBLE)
    if parts.username is not None or not parts.hostname:
        return Parsed(trouble=_TROUBLE)
    return Parsed(text)


def address_key(url: str) -> str | None:
    """What two spellings of one address share: host, path and the parts of the query that choose the page."""
    parts = _parts(url)
    if parts is None or not parts.hostname:
        return None
    query = sorted((key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key.lower()))
    return parts.hostname.lower() + parts.path.rstrip("/") + (f"?{urlencode(query)}" if query else "")


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where the port is not a number
    except ValueError:
        return None
    return parts
