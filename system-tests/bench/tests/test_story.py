import json
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace

import support
import story
from cpu_quota import CpuQuota, quota_microseconds

NOW = datetime(2027, 5, 6, 7, 8, 9, tzinfo=timezone.utc)


class StoryTest(unittest.TestCase):
    def test_every_event_comes_from_the_repository_is_new_and_speaks_of_the_recovery(self):
        for function in story.STEPS:
            event = story.event_of(function, support.CHECKOUT / "events", NOW, "r-mine").decode()
            json.loads(event)
            self.assertNotIn(story.EVENT_TIMES[0], event)
            self.assertNotIn(story.EVENT_TIMES[1], event)
        restart = json.loads(story.event_of("restart", support.CHECKOUT / "events", NOW, "r-mine"))
        self.assertEqual(("r-mine", "2027-05-06T07:08:09Z"), (restart["detail"]["recovery"], restart["time"]))

    def test_without_a_nudge_the_story_says_what_detection_did_instead(self):
        with self.assertRaisesRegex(LookupError, "no Restart Requested; it made the calls GetItem"):
            story.nudged_recovery([SimpleNamespace(operation="GetItem", parameters={})], "Restart Requested")


class CpuQuotaTest(unittest.TestCase):
    def test_1769_megabytes_pay_for_one_processor(self):
        self.assertEqual(20_000, quota_microseconds(1769))
        self.assertEqual(5_788, quota_microseconds(512))

    def test_without_a_control_group_it_says_so_and_limits_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            quota = CpuQuota(512, Path(folder) / "absent")
            quota.take(1)
            quota.limit()
            self.assertIn("unthrottled", str(quota))
