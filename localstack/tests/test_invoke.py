import unittest

import support
import invoke


class InvokeTest(unittest.TestCase):
    def test_the_callers_aws_variables_reach_the_function_and_no_others_do(self):
        variables = invoke.given({"AWS_ENDPOINT_URL": "http://127.0.0.1:4566", "HOME": "/home/me", "STATE_TABLE": "mine"})
        self.assertEqual("http://127.0.0.1:4566", variables["AWS_ENDPOINT_URL"])
        self.assertEqual("mine", variables["STATE_TABLE"])
        self.assertNotIn("HOME", variables)

    def test_the_default_region_of_the_command_line_tools_is_the_functions_region(self):
        self.assertEqual("eu-west-1", invoke.given({"AWS_DEFAULT_REGION": "eu-west-1"})["AWS_REGION"])

    def test_names_that_are_given_are_not_looked_up(self):
        given = {"STATE_TABLE": "s", "JOURNAL_TABLE": "j", "BUS_NAME": "b"}
        self.assertEqual({}, invoke.deployed(given, "stack"))

    def test_what_cannot_be_run_is_one_sentence_with_the_functions_in_their_order(self):
        event, there = str(support.PRODUCT / "invoke.py"), {"AWS_ENDPOINT_URL": "http://127.0.0.1:4566"}
        self.assertEqual("", invoke.mistake("detection", event, there))
        self.assertEqual("FUNCTION: expected one of detection, restart, failover, operator, found detect",
                         invoke.mistake("detect", event, there))
        for wrong in ("nowhere.json", str(support.PRODUCT)):
            self.assertEqual(f"EVENT: expected a file, such as events/alarm-host-broken.json, found {wrong}",
                             invoke.mistake("restart", wrong, there))
        self.assertRegex(invoke.mistake("restart", "", there), "^EVENT: .*, found nothing$")
        self.assertRegex(invoke.mistake("restart", event, {}), "^AWS_ENDPOINT_URL: ")
