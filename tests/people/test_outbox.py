"""What the outbox promises: each post in the order of its lane, and a doubt wherever it may have been sent already."""

from __future__ import annotations

import pytest

from people.inbox import Post, PostState, Sent
from people.sql.inbox import SqlInbox
from tests.people.conftest import NOW
from tests.people.inboxes import LEASE, a_post, answer, claim_post, later


def test_a_post_comes_out_as_it_went_in_under_a_key_of_its_own(inbox: SqlInbox) -> None:
    post = Post(3, "a lane", "chat.update", '{"text": "«漢🪢»"}')
    answer(inbox, "event 1", post)
    owed = claim_post(inbox)
    assert owed is not None
    assert (owed.post, owed.key, owed.attempt, owed.uncertain) == (post, "event 1/3", 1, False)


def test_posts_of_a_lane_go_out_one_after_another_in_order(inbox: SqlInbox) -> None:
    answer(inbox, "e1", a_post(0), a_post(1))
    answer(inbox, "e2", a_post(0))
    answer(inbox, "other", a_post(0, "other lane"), lane="other lane")
    keys = []
    while (owed := claim_post(inbox, "w1")) is not None:
        keys.append(owed.key)
        assert claim_post(inbox, "w2") is None or owed.post.lane == "lane"
        inbox.delivered(owed, "ts", NOW)
    assert [key for key in keys if key.startswith("e")] == ["e1/0", "e1/1", "e2/0"]


def test_a_delivered_post_is_not_sent_again_and_loses_its_text(inbox: SqlInbox) -> None:
    answer(inbox, "e", a_post())
    owed = claim_post(inbox)
    assert owed is not None
    assert inbox.sent("e") == (Sent(PostState.SENDING),)
    inbox.delivered(owed, "1700.1", NOW)
    assert inbox.sent("e") == (Sent(PostState.DELIVERED, "1700.1"),)
    assert claim_post(inbox, now=later(9999)) is None
    with inbox._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT body FROM post UNION SELECT body FROM event").all() == [("",)]


@pytest.mark.parametrize("uncertain", [False, True])
def test_a_post_that_is_put_off_waits_with_its_lane(inbox: SqlInbox, uncertain: bool) -> None:
    answer(inbox, "e", a_post(0), a_post(1))
    owed = claim_post(inbox)
    assert owed is not None
    inbox.later(owed, "w", later(30), uncertain=uncertain)
    assert claim_post(inbox, now=later(29)) is None
    again = claim_post(inbox, now=later(30))
    assert again is not None
    assert (again.key, again.attempt, again.uncertain) == ("e/0", 2, uncertain)


def test_a_post_whose_sender_died_is_uncertain_from_then_on(inbox: SqlInbox) -> None:
    answer(inbox, "e", a_post())
    assert claim_post(inbox, "dead") is not None
    assert claim_post(inbox, "next", later(59)) is None
    doubtful = claim_post(inbox, "next", later(61))
    assert doubtful is not None
    assert doubtful.uncertain
    inbox.later(doubtful, "next", later(70), uncertain=False)
    still = claim_post(inbox, "next", later(70))
    assert still is not None
    assert still.uncertain


def test_a_renewed_sender_keeps_its_post(inbox: SqlInbox) -> None:
    answer(inbox, "e", a_post())
    claim_post(inbox, "slow")
    inbox.renew(["slow"], later(50), LEASE)
    assert claim_post(inbox, "next", later(100)) is None


def test_who_lost_the_lease_puts_nothing_off_but_what_was_delivered_is(inbox: SqlInbox) -> None:
    answer(inbox, "e", a_post())
    slow = claim_post(inbox, "slow")
    assert slow is not None
    assert claim_post(inbox, "next", later(61)) is not None
    inbox.later(slow, "slow", NOW, uncertain=False)
    inbox.abandon(slow, "slow", "late", NOW)
    assert inbox.sent("e") == (Sent(PostState.SENDING),)
    inbox.delivered(slow, "ts", later(62))
    assert inbox.sent("e") == (Sent(PostState.DELIVERED, "ts"),)
    inbox.delivered(slow, "another", later(63))
    assert inbox.sent("e") == (Sent(PostState.DELIVERED, "ts"),)


def test_an_abandoned_post_frees_its_lane_and_says_why(inbox: SqlInbox) -> None:
    answer(inbox, "e", a_post(0), a_post(1))
    owed = claim_post(inbox)
    assert owed is not None
    inbox.abandon(owed, "w", "channel_not_found", NOW)
    assert inbox.sent("e") == (Sent(PostState.ABANDONED, reason="channel_not_found"), Sent(PostState.OWED))
    following = claim_post(inbox)
    assert following is not None
    assert following.key == "e/1"
    assert inbox.health(NOW).abandoned == 1
