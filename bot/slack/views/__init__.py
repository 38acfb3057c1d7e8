"""What an answer looks like in Slack: pure functions from the advisor's values to Block Kit JSON."""
