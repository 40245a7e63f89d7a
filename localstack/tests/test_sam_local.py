import os
import unittest
from unittest import mock

import support  # noqa: F401
import sam_local


class SamLocalTest(unittest.TestCase):
    def test_the_answer_is_looked_for_in_the_last_document_and_not_in_the_noise(self):
        self.assertTrue(sam_local.says_so('noise\n{"errorMessage": "switch unreadable, nothing is done"}\n'))
        self.assertFalse(sam_local.says_so("switch unreadable, nothing is done\n"))
        self.assertFalse(sam_local.says_so('{"decision": "Ignore"}\n'))

    def test_without_docker_nothing_is_checked_and_the_status_says_so(self):
        with mock.patch.dict(os.environ, {"PATH": "/nowhere"}):
            self.assertEqual(2, sam_local.main(["--tools", "tools"]))
