import contextlib
import io
import json
import os
import subprocess
import sys
import unittest
from unittest import mock

from support import PRODUCT, scratch

import ask
import down

SLEEPER = "import signal, sys, time; {} ; print('up', flush=True); time.sleep(60)"
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"


class DownTest(unittest.TestCase):
    def setUp(self):
        self.kept = scratch(self) / "kept.json"

    def started(self, what: str, manners: str = "pass"):
        """A process with `what` in its command line."""
        process = subprocess.Popen([sys.executable, "-c", SLEEPER.format(manners), what], stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        process.stdout.readline()
        return process

    def down(self, *processes) -> int:
        self.kept.write_text(json.dumps({"pids": [each.pid for each in processes]}))
        with contextlib.redirect_stdout(io.StringIO()):
            return down.down(self.kept)

    def test_what_was_noted_is_gone_when_it_returns(self):
        ours = [self.started("host.py"), self.started("recovery.simulator.http.SimulatorMain")]
        self.assertEqual(0, self.down(*ours))
        self.assertTrue(all(each.poll() is not None for each in ours))
        self.assertFalse(self.kept.exists())

    def test_what_does_not_end_by_itself_is_killed(self):
        stubborn = self.started("host.py", STUBBORN)
        with mock.patch.object(down, "PATIENCE_SECONDS", 0.3):
            self.assertEqual(0, self.down(stubborn))
        self.assertIsNotNone(stubborn.poll())

    def test_an_id_that_belongs_to_somebody_else_by_now_is_left_alone(self):
        other = self.started("an-editor")
        self.assertEqual(0, self.down(other))
        self.assertIsNone(other.poll())

    def test_with_nothing_up_there_is_nothing_to_do(self):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertEqual(0, down.down(self.kept))
        self.assertEqual("nothing is up\n", said.getvalue())


class AskTest(unittest.TestCase):
    def test_what_to_ask_stands_in_the_environment_and_by_is_never_missing(self):
        self.assertEqual({"request": "why", "target": "i-1", "by": "ann"},
                         ask.request_of({"REQUEST": "why", "TARGET": "i-1", "MODE": "", "BY": "ann", "PATH": "/bin"}))
        self.assertIn("by", ask.request_of({"REQUEST": "status"}))

    def test_no_trap_of_the_callers_reaches_what_is_kept_up(self):
        environment = {"AWS_PROFILE": "nobody", "AWS_ENDPOINT_URL": "http://trap", "https_proxy": "http://trap", "PATH": "/bin"}
        ask.forget_other_worlds(environment)
        self.assertEqual({"PATH": "/bin"}, environment)

    def test_a_missing_request_is_one_sentence(self):
        environment = {name: value for name, value in os.environ.items() if name != "REQUEST"}
        done = subprocess.run([sys.executable, str(PRODUCT / "ask.py")], env=environment, capture_output=True, text=True)
        self.assertEqual(2, done.returncode)
        self.assertRegex(done.stderr, r"^REQUEST is missing: make ask REQUEST=status.*\n$")

    def test_with_nothing_up_and_no_account_named_it_says_what_to_bring_up(self):
        home = scratch(self)
        environment = {"REQUEST": "status", "HOME": str(home), "PATH": os.environ["PATH"], "AWS_EC2_METADATA_DISABLED": "true"}
        for more in ({}, {"AWS_DEFAULT_REGION": "us-east-1"}):
            with mock.patch.dict(os.environ, {**environment, **more}, clear=True), \
                    mock.patch.object(ask, "KEPT", home / "kept.json"), contextlib.redirect_stderr(io.StringIO()) as said:
                self.assertEqual(1, ask.main())
            self.assertEqual(ask.NOBODY + "\n", said.getvalue())

    def test_a_reader_that_has_read_enough_is_no_error(self):
        show = f"import sys; sys.path.insert(0, {str(PRODUCT)!r}); import ask; ask.show('x' * 1000000)"
        asking = subprocess.Popen([sys.executable, "-c", show], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        asking.stdout.read(10)
        asking.stdout.close()
        self.assertEqual(b"", asking.stderr.read())
        asking.stderr.close()
        self.assertEqual(0, asking.wait())


if __name__ == "__main__":
    unittest.main()
