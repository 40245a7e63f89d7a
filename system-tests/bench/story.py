"""Which event each function is measured with: one story, in which each finds what the one before it wrote.

A person sets the mode to ACT, the tick writes the roster, an alarm says that a host is broken, detection opens a recovery
and nudges, restart sends Stop. Under a plan with a standby and no rung detection nudges failover instead, which stops the
primary. So every state that a function reads was written by the bundle itself.
"""
import json
from datetime import datetime
from pathlib import Path

EVENT_TIMES = ("2026-03-01T10:05:00.123+0000", "2026-03-01T10:05:00Z")
STEPS = ("operator", "detection", "restart", "failover")
STANDBY = "i-0123456789abcdef1"
ADDRESS = "203.0.113.10"


def event_of(function: str, events: Path, began: datetime, recovery: str) -> bytes:
    """The event with which a function is measured, as the repository's own examples word it, but new."""
    name = {"operator": "ask-set-mode", "detection": "alarm-host-broken", "restart": "restart-requested",
            "failover": "failover-requested"}[function]
    return renewed((events / f"{name}.json").read_text(), began, recovery)


def tick(began: datetime) -> bytes:
    return json.dumps({"tick": "sweep", "at": began.strftime("%Y-%m-%dT%H:%M:%SZ")}).encode()


def renewed(event: str, began: datetime, recovery: str) -> bytes:
    """An event of the past, as if it came now and spoke of this recovery."""
    for time, pattern in zip(EVENT_TIMES, ("%Y-%m-%dT%H:%M:%S.000+0000", "%Y-%m-%dT%H:%M:%SZ")):
        event = event.replace(time, began.strftime(pattern))
    return event.replace("3b1f7c52-6a0e-4d59-9b1d-8c2f4e6a7d10", recovery).encode()


def failing_over(plan: dict) -> dict:
    """A plan by which the first machine's broken host means that an address moves to the second."""
    return {**plan, "ladder": {}, "limits": {**plan["limits"], "minHealthy": 0}, "failover": {
        "primary": "i-0123456789abcdef0", "standby": STANDBY, "fence": "STOP", "window": "PT1H", "bake": "PT24H",
        "steps": [{"elasticIp": {"address": ADDRESS, "standbyWrites": True}}]}}


def nudged_recovery(calls: list, nudge: str) -> str:
    """The recovery of the nudge that detection gave; without one the story went another way."""
    for call in calls:
        for entry in call.parameters.get("Entries", []):
            if entry["DetailType"] == nudge:
                return json.loads(entry["Detail"])["recovery"]
    raise LookupError(f"detection put no {nudge}; it made the calls " + ", ".join(call.operation for call in calls))
