import unittest

import support  # noqa: F401
from tables import Tables

SWITCH = {"partition": {"S": "switch"}, "sort": {"S": "-"}, "mode": {"S": "ACT"}}
OPEN = {"partition": {"S": "recovery#1"}, "sort": {"S": "-"}, "queue": {"S": "restart"}}


class TablesTest(unittest.TestCase):
    def setUp(self):
        self.tables = Tables()

    def test_what_was_put_is_read_and_nothing_else_is(self):
        self.tables.answer("PutItem", {"TableName": "state", "Item": SWITCH})
        self.assertEqual({"Item": SWITCH}, self.get("switch"))
        self.assertEqual({}, self.get("installation"))

    def test_a_transaction_writes_and_deletes_all_that_it_names(self):
        self.tables.answer("PutItem", {"TableName": "state", "Item": SWITCH})
        self.tables.answer("TransactWriteItems", {"TransactItems": [
            {"ConditionCheck": {}}, {"Put": {"TableName": "state", "Item": OPEN}},
            {"Delete": {"TableName": "state", "Key": {"partition": {"S": "switch"}, "sort": {"S": "-"}}}}]})
        self.assertEqual({}, self.get("switch"))
        self.assertEqual({"Item": OPEN}, self.get("recovery#1"))

    def test_the_index_finds_by_the_attribute_of_its_name(self):
        self.tables.answer("PutItem", {"TableName": "state", "Item": SWITCH})
        self.tables.answer("PutItem", {"TableName": "state", "Item": OPEN})
        found = self.tables.answer("Query", {"TableName": "state", "IndexName": "queue",
                                             "ExpressionAttributeValues": {":q": {"S": "restart"}}})
        self.assertEqual([OPEN], found["Items"])

    def test_a_state_that_was_noted_comes_back(self):
        before = self.tables.snapshot()
        self.tables.answer("PutItem", {"TableName": "state", "Item": SWITCH})
        self.tables.restore(before)
        self.assertEqual({}, self.get("switch"))

    def get(self, partition: str) -> dict:
        return self.tables.answer("GetItem", {"TableName": "state", "Key": {"partition": {"S": partition}, "sort": {"S": "-"}}})
