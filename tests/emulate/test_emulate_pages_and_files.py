"""Files, Home and forms in a workspace of emulate."""

from __future__ import annotations

from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from tests.emulate.campus import Campus, eventually

GOAL = "I want to become a data analyst with $200"


def path_told(here: Campus, desk: str) -> dict:
    here.says("ann", desk, GOAL)
    return here.answers("ann", desk, 2)[1]


def kept(here: Campus, desk: str) -> list[dict]:
    """The files that stand in a conversation, the oldest first."""
    return here.asks("ann", "files.list", channel=desk)["files"][::-1]


@pytest.mark.parametrize(
    ("button", "name", "begins"), [("picture", "path.png", b"\x89PNG"), ("calendar", "path.ics", b"BEGIN:VCALENDAR")]
)
def test_a_path_is_given_as_a_file_with_its_words(here: Campus, button: str, name: str, begins: bytes) -> None:
    desk = here.direct("ann")
    path = path_told(here, desk)
    here.presses("ann", desk, path, button)
    (file,) = eventually(lambda: kept(here, desk))
    here.settled()
    steps = ("files.getUploadURLExternal", "files.completeUploadExternal")
    assert [call.ok for step in steps for call in here.line.of(step)] == [True, True]
    content = fetched(here, file["url_private"])
    assert content.startswith(begins)
    assert (file["name"], file["title"], file["size"], file["ims"]) == (name, name, len(content), [desk])
    assert file["alt_txt"] == here.line.of(steps[0])[0].args["alt_txt"]
    assert "1. Charts That Explain" in file["alt_txt"]


def fetched(here: Campus, address: str) -> bytes:
    with urlopen(Request(address, headers={"Authorization": "Bearer xoxp-ann"})) as answer:
        return answer.read()


def test_a_file_that_stands_in_a_thread(here: Campus) -> None:
    staff = here.channel("staff")
    said = here.mentions("ann", staff, GOAL)
    (path,) = here.answers("ann", staff, 1, said)
    here.presses("ann", staff, path, "calendar")
    (file,) = eventually(lambda: kept(here, staff))
    assert (file["channels"], file["thread_ts"]) == ([staff], said)
    assert [one.get("subtype") for one in here.answers("ann", staff, 2, said)] == [None, "file_share"]


def test_home_is_published_and_published_anew(here: Campus) -> None:
    for count in (1, 2):
        here.opens_home("ann")
        eventually(lambda: len(here.line.of("views.publish")) == count)  # noqa: B023 called at once
        here.settled()
    first, second = (call.answer["view"] for call in here.line.of("views.publish"))
    sent = here.line.of("views.publish")[0].args
    assert (sent["user_id"], first["type"]) == (here.user("ann"), "home")
    assert first["blocks"] == sent["view"]["blocks"]
    assert (first["id"], first["hash"] == second["hash"]) == (second["id"], False)


def test_a_form_opens_with_a_trigger_and_not_with_one_that_was_used(here: Campus) -> None:
    desk = here.direct("ann")
    path_told(here, desk)
    bot = WebClient(here.token, base_url=f"http://127.0.0.1:{here.line.upstream}/api/")
    trigger = str(bot.api_call("views.generateTriggerId", params={"user_id": here.user("ann")})["trigger_id"])
    shown = {"type": "actions", "elements": [{"type": "button", "action_id": "edit_profile", "value": "edit_profile"}]}
    message = {"ts": "1.000001", "blocks": [shown]}
    here.presses("ann", desk, message, "edit_profile", trigger=trigger)
    (opened,) = here.line.of("views.open")
    assert (opened.ok, opened.answer["view"]["callback_id"]) == (True, "profile")
    here.presses("ann", desk, message, "edit_profile", trigger=trigger)
    assert here.line.of("views.open")[1].answer["error"] == "exchanged_trigger_id"
    assert "reference" in here.answers("ann", desk, 3)[2]["text"], "the person is told so"
