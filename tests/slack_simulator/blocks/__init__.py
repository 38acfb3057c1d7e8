"""Slack's documented limits of Block Kit, held against blocks, messages and views."""

from tests.slack_simulator.blocks.checks import Finding
from tests.slack_simulator.blocks.surfaces import check_message, check_view, visible_length

__all__ = ["Finding", "check_message", "check_view", "visible_length"]
