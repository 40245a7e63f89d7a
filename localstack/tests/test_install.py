import os
import shutil
import subprocess
import sys
import unittest

from support import PRODUCT, scratch

import install


class StampTest(unittest.TestCase):
    def setUp(self):
        self.tools = scratch(self) / "tools"
        self.pins = self.tools.parent / "pins.txt"
        self.pins.write_text("one==1")
        self.filled = []

    def part(self, fill=None):
        return install.Part("part", "Making {folder}.", [self.pins, "recipe"], [], fill or self.fill)

    def fill(self, folder):
        self.filled.append(sorted(file.name for file in folder.iterdir()))
        (folder / "content").touch()

    def install(self, part):
        with open(os.devnull, "w") as nowhere:
            kept, sys.stdout = sys.stdout, nowhere
            try:
                install.install(self.tools, [part])
            finally:
                sys.stdout = kept

    def test_installs_once(self):
        self.install(self.part())
        self.install(self.part())
        self.assertEqual([[]], self.filled)

    def test_a_changed_pin_installs_anew_from_nothing(self):
        self.install(self.part())
        self.pins.write_text("one==2")
        self.install(self.part())
        self.assertEqual([[], []], self.filled)

    def test_a_half_done_installation_is_done_again(self):
        def broken(folder):
            (folder / "half").touch()
            raise RuntimeError("the power went")

        with self.assertRaises(RuntimeError):
            self.install(self.part(broken))
        self.install(self.part())
        self.assertEqual([[]], self.filled)

    def test_a_moved_folder_is_made_again(self):
        self.install(self.part())
        self.tools = shutil.move(self.tools, self.tools.with_name("elsewhere"))
        self.install(self.part())
        self.assertEqual(2, len(self.filled))

    def test_a_venv_without_its_python_is_made_again(self):
        def fill(folder):
            self.fill(folder)
            (folder / "pyvenv.cfg").touch()
            (folder / "bin").mkdir()
            (folder / "bin" / "python").symlink_to("/nowhere/python")

        self.install(self.part(fill))
        self.install(self.part(fill))
        self.assertEqual(2, len(self.filled))

    def test_a_need_is_asked_before_the_first_part_is_made(self):
        def need():
            raise install.Missing("Buy one.")

        needy = install.Part("needy", "", [], [need], self.fill)
        with self.assertRaises(install.Missing):
            install.install(self.tools, [self.part(), needy])
        self.assertEqual([], self.filled)


class CommandTest(unittest.TestCase):
    def run_without(self, **environment):
        tools = scratch(self)
        return subprocess.run([sys.executable, str(PRODUCT / "install.py"), "--into", str(tools), "--only", "jars"],
                              env=environment, capture_output=True, text=True)

    def test_a_missing_tool_is_one_sentence(self):
        done = self.run_without(PATH="/nonexistent")
        self.assertEqual(2, done.returncode)
        self.assertEqual("Maven is needed and there is no mvn on the PATH: install Maven 3.8 or newer.\n", done.stderr)
        self.assertEqual("", done.stdout)


class ManifestTest(unittest.TestCase):
    def test_lines_are_short_and_lose_nothing(self):
        value = " ".join(f"lib/jar-{number}.jar" for number in range(40))
        written = install.manifest_attribute("Class-Path", value)
        self.assertTrue(all(len(line) <= 72 for line in written.split("\n")))
        self.assertEqual(f"Class-Path: {value}\n", written.replace("\n ", ""))
