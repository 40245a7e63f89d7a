import tempfile
import unittest
import zipfile
from pathlib import Path

import support  # noqa: F401
import bounds


class BoundsTest(unittest.TestCase):
    def test_a_package_that_brings_databind_or_event_classes_is_named_with_its_jar(self):
        package = self.package({"databind.jar": "com/fasterxml/jackson/databind/ObjectMapper.class",
                                "events.jar": "com/amazonaws/services/lambda/runtime/events/SNSEvent.class",
                                "core.jar": "com/amazonaws/services/lambda/runtime/Context.class"})
        self.assertEqual(["databind.jar brings com/fasterxml/jackson/databind/",
                          "events.jar brings com/amazonaws/services/lambda/runtime/events/"], bounds.carried(package))

    def test_the_classes_of_a_log_are_counted_and_the_forbidden_found(self):
        log = ("[0.010s][info][class,load] java.lang.Object source: shared objects file\n"
               "[0.500s][info][class,load] com.fasterxml.jackson.databind.ObjectMapper source: file:lib/databind.jar\n"
               "[0.600s][info][class,load] recovery.Main$$Lambda/0x01 source: recovery.Main\n")
        self.assertEqual(3, len(bounds.loaded(log)))
        self.assertEqual(["com.fasterxml.jackson.databind.ObjectMapper"], bounds.loaded_in_vain(bounds.loaded(log)))

    def test_a_peer_that_makes_other_calls_is_no_peer(self):
        get, put = ("dynamodb", "GetItem"), ("events", "PutEvents")
        bounds.demand_the_same("operator", [get, put], [get, put])
        for ours, peers in (([get, put], [get]), ([get, put], [put, get]), ([], [])):
            with self.assertRaisesRegex(bounds.OtherCalls, "operator made the calls"):
                bounds.demand_the_same("operator", ours, peers)

    def test_three_times_boto3_is_allowed_and_more_is_not(self):
        self.assertFalse(bounds.too_slow(1200, 400))
        self.assertTrue(bounds.too_slow(1201, 400))

    def package(self, classes: dict) -> Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        (Path(folder.name) / "lib").mkdir()
        for jar, name in classes.items():
            with zipfile.ZipFile(Path(folder.name) / "lib" / jar, "w") as opened:
                opened.writestr(name, b"")
        return Path(folder.name)
