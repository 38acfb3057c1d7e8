"""usergroups.*: who is in which user group."""

from __future__ import annotations

from tests.slack_simulator.args import Args
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.refusal import Refused


@handles("usergroups.users.list")
def list_people(caller: Caller, args: Args) -> Answer:
    """Ids of the people in a user group; of a disabled one only where `include_disabled` asks for it."""
    if caller.world.workspaces[caller.token.team].free:
        raise Refused("plan_upgrade_required")
    group = caller.world.user_groups.get(args.text("usergroup"))
    if group is None or group.team != caller.token.team or (group.disabled and not args.flag("include_disabled")):
        raise Refused("no_such_subteam")
    return {"users": sorted(group.users)}
