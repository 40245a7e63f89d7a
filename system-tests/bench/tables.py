"""The two tables of the bundle, as far as one story needs them: what was written is read, and no condition is looked at."""


class Tables:
    def __init__(self):
        self.items = {}

    def snapshot(self) -> dict:
        return dict(self.items)

    def restore(self, snapshot: dict) -> None:
        self.items = dict(snapshot)

    def answer(self, operation: str, request: dict) -> dict:
        """What DynamoDB answers; KeyError for an operation that the bundle did not use when this was written."""
        return {"GetItem": self._get, "Query": self._query, "PutItem": self._put, "DeleteItem": self._delete,
                "TransactWriteItems": self._transact}[operation](request)

    def _get(self, request):
        item = self.items.get(_key(request["TableName"], request["Key"]))
        return {"Item": item} if item else {}

    def _query(self, request):
        wanted = list(request["ExpressionAttributeValues"].values())
        attributes = [request["IndexName"]] if "IndexName" in request else ["partition", "subject"]
        found = [item for (table, *_), item in self.items.items()
                 if table == request["TableName"] and any(item.get(name) in wanted for name in attributes)]
        return {"Items": found, "Count": len(found), "ScannedCount": len(found)}

    def _put(self, request):
        self.items[_key(request["TableName"], request["Item"])] = request["Item"]
        return {}

    def _delete(self, request):
        self.items.pop(_key(request["TableName"], request["Key"]), None)
        return {}

    def _transact(self, request):
        for write in request["TransactItems"]:
            if "Put" in write:
                self._put(write["Put"])
            elif "Delete" in write:
                self._delete(write["Delete"])
        return {}


def _key(table: str, attributes: dict) -> tuple:
    """The two tables name their keys differently."""
    names = ("partition", "sort") if "partition" in attributes else ("subject", "sequence")
    return (table, *(attributes[name]["S"] for name in names))
