import os
import re
import subprocess
import unittest

from support import PRODUCT

import jdk

ROOT = PRODUCT.parent
READMES = [ROOT / "README.md", ROOT / "docs" / "runbook.md"]


def planned(*words: str) -> str:
    """What make would run for these words; nothing is run."""
    clean = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "STORY")}
    told = subprocess.run(["make", "--dry-run", *words], cwd=ROOT, env=clean, capture_output=True, text=True)
    if told.returncode:
        raise AssertionError(f"make {' '.join(words)}: {told.stderr}")
    return told.stdout


class FrontDoorTest(unittest.TestCase):
    def test_the_demo_tells_the_broken_host_unless_it_is_asked_for_another_story(self):
        self.assertIn('demo.Demo "host-broken"', planned("demo"))
        self.assertIn('demo.Demo "failback"', planned("demo", "STORY=failback"))

    def test_a_story_does_not_change_which_template_it_is_told_on(self):
        self.assertEqual(planned("--always-make", "demo").replace("host-broken", "failback"),
                         planned("--always-make", "demo", "STORY=failback"))

    def test_maven_is_told_not_to_speak_of_its_own_libraries_and_keeps_the_callers_options(self):
        told = planned("check")
        self.assertIn("-Djansi.noreset=true", told)
        self.assertIn('$MAVEN_OPTS" mvn', told)
        if '"25' in (jdk.find() / "release").read_text():
            self.assertIn("--sun-misc-unsafe-memory-access=allow", told)

    def test_every_make_command_that_people_read_of_exists(self):
        for readme in READMES:
            for target in re.findall(r"\bmake ([a-z][a-z-]+)\b", readme.read_text()):
                with self.subTest(readme=readme.name, target=target):
                    planned(target)


if __name__ == "__main__":
    unittest.main()
