import unittest

from support import scratch

import jdk


class JdkTest(unittest.TestCase):
    def setUp(self):
        self.folder = scratch(self)

    def home(self, name, version, compiler=True):
        home = self.folder / name
        (home / "bin").mkdir(parents=True)
        (home / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\n')
        if compiler:
            (home / "bin" / "javac").touch()
        return home

    def find(self, **environment):
        return jdk.find(environment, [str(self.folder / "*")])

    def test_takes_the_lowest_version_that_suffices(self):
        self.home("a", "26"), self.home("b", "17.0.15"), self.home("c", "1.8.0_402")
        wanted = self.home("d", "25.0.3")
        self.assertEqual(wanted, self.find())

    def test_what_the_user_named_comes_first(self):
        self.home("found", "25.0.1")
        named, other = self.home("named", "25.0.3"), self.home("other", "26")
        self.assertEqual(named, self.find(JAVA_HOME_25=str(named), JAVA_HOME=str(other)))
        self.assertEqual(other, self.find(JAVA_HOME=str(other)))

    def test_an_older_java_home_is_no_reason_to_give_up(self):
        wanted, old = self.home("new", "25"), self.home("old", "17.0.1")
        self.assertEqual(wanted, self.find(JAVA_HOME=str(old)))

    def test_a_runtime_without_compiler_or_an_empty_folder_is_none(self):
        self.home("jre", "25.0.3", compiler=False)
        (self.folder / "empty").mkdir()
        self.assertIsNone(self.find())
