import json
import os
import signal
import sys
import threading
import unittest
from pathlib import Path
from types import SimpleNamespace

from support import eventually, scratch

from executor import ProcessExecutor, Settings

FAKE = Path(__file__).with_name("fake_runtime.py")


class ExecutorTest(unittest.TestCase):
    def setUp(self):
        self.folder = scratch(self)
        java = self.folder / "jdk" / "bin" / "java"
        java.parent.mkdir(parents=True)
        java.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE}" "$@"\n')
        java.chmod(0o755)
        self.code = self.folder / "code"
        self.code.mkdir()
        client = self.folder / "client"
        client.mkdir()
        (client / "client.jar").touch()
        self.records = self.folder / "functions"
        ProcessExecutor.settings = Settings(self.folder / "jdk", client, self.records, {"FROM_LAUNCHER": "over"})

    def executor(self, handler="works", timeout=5):
        code = SimpleNamespace(get_unzipped_code_location=lambda: self.code)
        version = SimpleNamespace(config=SimpleNamespace(code=code, runtime="java25"),
                                  id=SimpleNamespace(function_name="probe", qualifier="$LATEST"))
        executor = ProcessExecutor("environment", version)
        self.addCleanup(executor.stop)
        executor.start({"_HANDLER": handler, "AWS_LAMBDA_FUNCTION_TIMEOUT": timeout,
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": 512, "FROM_LAUNCHER": "under", "LAMBDA_TASK_ROOT": "/var/task"})
        return executor

    def invoke(self, executor, do):
        result = executor.invoke({"invoke-id": "request-1", "invoked-function-arn": "arn:probe", "trace-id": "trace",
                                  "payload": json.dumps({"do": do})})
        return result, json.loads(result.payload)

    def pids(self):
        return [int(file.read_text()) for file in self.records.glob("probe-*.pid")]

    def test_answers_and_keeps_the_process(self):
        executor = self.executor()
        first, second = self.invoke(executor, "echo"), self.invoke(executor, "echo")
        self.assertEqual([{"calls": 1}, {"calls": 2}], [first[1], second[1]])
        self.assertFalse(first[0].is_error)
        lines = first[0].logs.splitlines()
        self.assertEqual("START RequestId: request-1 Version: $LATEST", lines[0])
        self.assertEqual("call 1 {'do': 'echo'}", lines[1])
        self.assertEqual("END RequestId: request-1", lines[2])
        self.assertRegex(lines[3], r"^REPORT RequestId: request-1\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\t"
                                   r"Memory Size: 512 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms")
        self.assertNotIn("Init Duration", second[0].logs)

    def test_the_runtime_sees_what_it_sees_on_aws(self):
        os.environ["FROM_THE_CALLER"] = "must not leak"
        self.addCleanup(os.environ.pop, "FROM_THE_CALLER")
        _, told = self.invoke(self.executor(), "tell")
        self.assertEqual(str(self.code), told["folder"])
        self.assertEqual(["-Xmx435m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                          "--enable-native-access=ALL-UNNAMED", "-cp", str(self.folder / "client" / "client.jar"),
                          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", "works"], told["arguments"])
        self.assertEqual("over", told["environment"]["FROM_LAUNCHER"])
        self.assertEqual(str(self.code), told["environment"]["LAMBDA_TASK_ROOT"])
        self.assertEqual("AWS_Lambda_java25", told["environment"]["AWS_EXECUTION_ENV"])
        self.assertNotIn("FROM_THE_CALLER", told["environment"])
        self.assertEqual("arn:probe", told["headers"]["Lambda-Runtime-Invoked-Function-Arn"])

    def test_an_error_of_the_function_is_an_answer(self):
        executor = self.executor()
        result, body = self.invoke(executor, "throw")
        self.assertTrue(result.is_error)
        self.assertEqual({"errorType": "Thrown"}, body)
        self.assertEqual({"calls": 2}, self.invoke(executor, "echo")[1])

    def test_a_timeout_kills_and_the_next_call_is_fresh(self):
        executor = self.executor(timeout=1)
        before = self.pids()
        result, body = self.invoke(executor, "sleep")
        self.assertTrue(result.is_error)
        self.assertEqual({"errorType": "Sandbox.Timedout",
                          "errorMessage": "RequestId: request-1 Error: Task timed out after 1.00 seconds"}, body)
        self.assertIn("call 1", result.logs)
        self.assertIn("Status: timeout", result.logs)
        self.assertEqual([], self.pids())
        self.assertEqual({"calls": 1}, self.invoke(executor, "echo")[1])
        self.assertNotEqual(before, self.pids())

    def test_an_exit_in_mid_call_is_reported(self):
        executor = self.executor()
        result, body = self.invoke(executor, "exit")
        self.assertTrue(result.is_error)
        self.assertEqual({"errorType": "Runtime.ExitError", "errorMessage":
                          "RequestId: request-1 Error: Runtime exited with error: exit status 7"}, body)
        self.assertEqual({"calls": 1}, self.invoke(executor, "echo")[1])

    def test_a_kill_in_mid_call_by_the_pid_file_is_reported(self):
        executor, results = self.executor(), []
        call = threading.Thread(target=lambda: results.append(self.invoke(executor, "sleep")))
        call.start()
        [pid] = self.pids()
        log = self.records / f"probe-{pid}.log"
        eventually(lambda: "call 1" in log.read_text())
        os.kill(pid, signal.SIGKILL)
        call.join(5)
        self.assertEqual("RequestId: request-1 Error: Runtime exited with error: signal: killed",
                         results[0][1]["errorMessage"])
        self.assertEqual([], self.pids())
        self.assertTrue(log.exists())

    def test_a_process_that_ends_between_calls_is_replaced(self):
        executor = self.executor()
        result, body = self.invoke(executor, "die after answer")
        self.assertEqual({"errorType": "OutOfMemoryError"}, body)
        self.assertEqual({"calls": 1}, self.invoke(executor, "echo")[1])
        os.kill(self.pids()[0], signal.SIGKILL)
        eventually(lambda: not self.pids())
        self.assertEqual({"calls": 1}, self.invoke(executor, "echo")[1])

    def test_a_failed_init_is_answered_by_the_first_call_and_tried_again(self):
        executor = self.executor("broken")
        for _ in range(2):
            result, body = self.invoke(executor, "echo")
            self.assertTrue(result.is_error)
            self.assertEqual({"errorType": "Broken", "errorMessage": "cannot configure"}, body)
            self.assertIn("about to fail\n", result.logs)

    def test_an_exit_during_init_is_answered_by_the_first_call(self):
        result, body = self.invoke(self.executor("exits"), "echo")
        self.assertEqual("RequestId: request-1 Error: Runtime exited with error: exit status 4", body["errorMessage"])

    def test_much_output_blocks_nothing(self):
        result, _ = self.invoke(self.executor(), "write")
        self.assertIn("x" * 200_000, result.logs)

    def test_stop_interrupts_a_call_and_leaves_nothing(self):
        executor, results = self.executor(), []
        call = threading.Thread(target=lambda: results.append(self.invoke(executor, "sleep")))
        call.start()
        [pid] = self.pids()
        eventually(lambda: "call 1" in (self.records / f"probe-{pid}.log").read_text())
        executor.stop()
        call.join(5)
        self.assertFalse(call.is_alive())
        self.assertEqual([], self.pids())
        with self.assertRaises(ProcessLookupError):
            os.kill(pid, 0)
