import threading
import types
import unittest
import uuid
from unittest import mock

import support  # noqa: F401

import patches


class PatchesTest(unittest.TestCase):
    def test_another_version_is_refused(self):
        with mock.patch.dict("sys.modules", {"localstack.version": types.SimpleNamespace(__version__="4.14.0")}):
            with self.assertRaisesRegex(patches.PatchDoesNotFit, "LocalStack 4.14.0 is installed"):
                patches.apply(None)

    def test_a_missing_private_name_is_named(self):
        with self.assertRaisesRegex(patches.PatchDoesNotFit, "LocalStack 4.13.1 has no json.JSONEncoder.gone to patch"):
            patches._private("json", "JSONEncoder.gone")

    def test_another_shape_is_told_with_the_patch(self):
        module = types.SimpleNamespace(TCP4ServerEndpoint=lambda reactor, port: None)
        with mock.patch.object(patches, "_private", return_value=module):
            with self.assertRaisesRegex(patches.PatchDoesNotFit, "4.13.1 .* listen_on_one_address"):
                patches.listen_on_one_address()

    def test_lock_is_a_class_and_still_makes_locks(self):
        self.assertIsNotNone(threading.Lock | None)
        with threading.Lock() as entered:
            self.assertTrue(entered)
        self.assertIsInstance(threading.Lock(), threading.Lock)

    def test_uuid5_takes_bytes_as_newer_pythons_do(self):
        self.assertEqual(uuid.uuid5(uuid.NAMESPACE_DNS, "key"), uuid.uuid5(uuid.NAMESPACE_DNS, b"key"))
