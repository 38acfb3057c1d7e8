"""Rich text: sections, lists, quotes, preformatted text, and the pieces within them."""

from __future__ import annotations

from tests.slack_simulator.blocks.checks import by_type, choice, listed, shape, string, truth, url, whole
from tests.slack_simulator.blocks.elements import ELEMENTS
from tests.slack_simulator.blocks.objects import dispatch_action_config, plain

_text_style = shape(
    {}, {"bold": truth, "italic": truth, "strike": truth, "code": truth, "underline": truth, "highlight": truth}
)
_mention_style = shape(
    {},
    {
        "bold": truth,
        "italic": truth,
        "strike": truth,
        "highlight": truth,
        "client_highlight": truth,
        "unlink": truth,
        "code": truth,
    },
)
INLINE = {
    "text": shape({"text": string()}, {"style": _text_style}),
    "link": shape({"url": url()}, {"text": string(), "unsafe": truth, "style": _text_style}),
    "emoji": shape({"name": string()}, {"unicode": string(), "skin_tone": whole(1, 6), "url": url()}),
    "user": shape({"user_id": string()}, {"style": _mention_style}),
    "channel": shape({"channel_id": string()}, {"style": _mention_style}),
    "usergroup": shape({"usergroup_id": string()}, {"style": _mention_style}),
    "team": shape({"team_id": string()}, {"style": _mention_style}),
    "broadcast": shape({"range": choice("here", "channel", "everyone")}, {"style": _mention_style}),
    "date": shape({"timestamp": whole(0), "format": string()}, {"url": url(), "fallback": string()}),
    "color": shape({"value": string()}),
}
_pieces = listed(by_type(INLINE), least=0)
_section = shape({"elements": _pieces})
_border = {"border": whole(0, 1)}
PARTS = {
    "rich_text_section": _section,
    "rich_text_list": shape(
        {
            "style": choice("bullet", "ordered"),
            "elements": listed(by_type({"rich_text_section": _section})),
        },
        {"indent": whole(0, 8), "offset": whole(0), **_border},
    ),
    "rich_text_quote": shape({"elements": _pieces}, _border),
    "rich_text_preformatted": shape(
        {"elements": listed(by_type(INLINE, ["text", "link"]), least=0)}, {"language": string(), **_border}
    ),
}
RICH_TEXT = shape({"elements": listed(by_type(PARTS))}, {"block_id": string(255)})
rich_text = by_type({"rich_text": RICH_TEXT})

ELEMENTS["rich_text_input"] = shape(
    {},
    {
        "action_id": string(255),
        "initial_value": rich_text,
        "dispatch_action_config": dispatch_action_config,
        "focus_on_load": truth,
        "placeholder": plain(150),
        "min_lines": whole(1, 100),
        "max_lines": whole(1, 100),
    },
)
