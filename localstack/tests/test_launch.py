import os
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

from support import PRODUCT, scratch

import environment
import host
import launch


class LaunchTest(unittest.TestCase):
    def test_a_port_is_free_or_refused(self):
        with socket.socket() as server:
            server.bind(("127.0.0.1", launch.free_port(0)))
            server.listen()
            with self.assertRaises(OSError):
                launch.free_port(server.getsockname()[1])

    def test_an_account_has_twelve_digits_and_is_another_each_time(self):
        accounts = {launch.random_account() for _ in range(20)}
        self.assertEqual(20, len(accounts))
        self.assertTrue(all(len(account) == 12 and account.isdecimal() for account in accounts))

    def test_a_run_folder_is_swept_and_finds_the_tools(self):
        run, tools = scratch(self) / "run", scratch(self)
        for _ in range(2):
            launch.prepare(run, tools, Path("/the/jdk"))
            self.assertEqual([], list((run / "functions").iterdir()))
            (run / "functions" / "dead-1.pid").touch()
        libraries = environment.files(run) / "var" / "lib" / "localstack" / "lib"
        self.assertEqual(str(tools / "dynamodb"), os.readlink(libraries / "dynamodb-local" / "2"))

    def test_the_files_of_runs_that_live_no_more_are_swept_and_nothing_else(self):
        runs = scratch(self)
        dead, living, foreign = (runs / name for name in ("dead", "living", "story-build"))
        for run in (dead, living):
            environment.files(run).mkdir(parents=True)
            (run / "localstack.log").touch()
        foreign.mkdir()
        (environment.files(dead) / "java").symlink_to(living)
        self.addCleanup(os.close, launch.claim(living))
        launch.sweep(runs)
        self.assertFalse(environment.files(dead).exists())
        self.assertTrue((dead / "localstack.log").exists())
        self.assertTrue(environment.files(living).exists())
        self.assertEqual([], list(foreign.iterdir()))

    def test_a_run_folder_serves_one_localstack_at_a_time(self):
        run = scratch(self)
        first = launch.claim(run)
        self.assertIsNone(launch.claim(run))
        os.close(first)
        again = launch.claim(run)
        self.addCleanup(os.close, again)
        self.assertIsNotNone(again)

    def test_an_incomplete_tools_folder_is_one_sentence(self):
        tools = scratch(self)
        done = subprocess.run([sys.executable, str(PRODUCT / "launch.py"), "--tools", str(tools), "--run", str(tools / "run")],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(2, done.returncode)
        self.assertRegex(done.stderr, r"^LocalStack is not complete in .*: run python3 .*install.py --into .*\n$")

    def test_bad_options_are_refused(self):
        for wrong in (["--account", "12"], ["--function-env", "NAME"]):
            with self.assertRaises(SystemExit), open(os.devnull, "w") as nowhere, mock.patch("sys.stderr", nowhere):
                launch.parse(["--tools", "t", "--run", "r", *wrong])


class EnvironmentTest(unittest.TestCase):
    def test_nothing_of_the_caller_is_in_it(self):
        foreign = {"AWS_PROFILE": "x", "HTTPS_PROXY": "x", "JAVA_TOOL_OPTIONS": "x", "LOCALSTACK_AUTH_TOKEN": "x"}
        clean = environment.of_localstack(Path("/run"), 4566)
        with mock.patch.dict(os.environ, foreign):
            self.assertEqual(clean, environment.of_localstack(Path("/run"), 4566))
        self.assertFalse(foreign.keys() & clean.keys())


class EndTest(unittest.TestCase):
    def ends(self, said: bytes) -> bool:
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        os.write(writer, said)
        os.close(writer)
        with mock.patch.object(host, "end") as end:
            host.end_with_caller(reader)
        return end.called

    def test_the_end_of_standard_input_is_the_end(self):
        self.assertTrue(self.ends(b""))
        self.assertTrue(self.ends(b"hello\n"))
        self.assertTrue(self.ends(b"keep"))  # cut short: the caller died while it wrote

    def test_keep_outlives_it(self):
        self.assertTrue(not self.ends(b"keep\n"))
        self.assertTrue(not self.ends(b"hello\nkeep\nmore\n"))
