"""A Slack on the loopback, written from Slack's documented behaviour; it imports nothing of the project."""

from tests.slack_simulator.faults import Fault
from tests.slack_simulator.journal import Call, Delivery, Violation
from tests.slack_simulator.people import Person
from tests.slack_simulator.refusal import CannotDo
from tests.slack_simulator.simulator import BOT_SCOPES, SlackSimulator
from tests.slack_simulator.state import App
from tests.slack_simulator.world import Channel, Message, User, UserGroup, Workspace

__all__ = [
    "BOT_SCOPES",
    "App",
    "Call",
    "CannotDo",
    "Channel",
    "Delivery",
    "Fault",
    "Message",
    "Person",
    "SlackSimulator",
    "User",
    "UserGroup",
    "Violation",
    "Workspace",
]
