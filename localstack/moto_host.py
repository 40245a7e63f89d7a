"""moto's server in this process, on a free port of 127.0.0.1, for the tests of what LocalStack lacks.

When it is ready, one JSON line on standard output says where: endpoint and pid. It ends when its standard input does, so
that it never outlives the test that started it. All state is in memory; everything else that it says goes to standard error.
"""
import json
import os
import sys

from moto.server import ThreadedMotoServer


def main() -> None:
    answer = os.dup(1)
    os.dup2(2, 1)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    os.write(answer, json.dumps({"endpoint": f"http://{host}:{port}", "pid": os.getpid()}).encode() + b"\n")
    while os.read(0, 4096):
        pass
    os._exit(0)  # its threads have nothing to save


if __name__ == "__main__":
    sys.exit(main())
