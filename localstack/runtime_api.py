"""The Lambda Runtime API (version 2018-06-01) for one execution environment.

On AWS this is the HTTP interface through which the runtime inside an execution environment asks for the next event and
gives back its answer. Here it is served from LocalStack's own process, one small server for each function process, and
the executor follows the conversation by waiting for what it wants to see (`wait_for`), never by looking again and again.
"""
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Call:
    """One invocation, as the runtime gets it."""

    request_id: str
    function_arn: str
    trace_id: str
    deadline_ms: int
    payload: bytes


@dataclass(frozen=True)
class Answer:
    """What the caller of the function gets."""

    is_error: bool
    body: bytes


class RuntimeApi:
    def __init__(self):
        self.idle = False  # the runtime asked for work and got none yet
        self.init_error = None  # what the runtime said when the function could not be made
        self.answer = None  # of the call handed over last
        self.ended = False  # the process behind it has gone, or must go
        self._call = None
        self._changed = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True, name="runtime-api").start()

    def wait_for(self, condition, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(condition, max(0.0, seconds))

    def hand_over(self, call: Call) -> None:
        self._change(answer=None, _call=call)

    def end(self) -> None:
        """Nothing more will be said: whoever waits, on either side, stops waiting."""
        if self.ended:
            return
        self._change(ended=True)
        # shutdown() waits for the serving thread, and this may be called from anywhere
        threading.Thread(target=self._close, daemon=True).start()

    def _close(self):
        self._server.shutdown()
        self._server.server_close()

    def _change(self, **fields):
        with self._changed:
            for name, value in fields.items():
                setattr(self, name, value)
            self._changed.notify_all()

    def _next_call(self):
        """Blocks until there is one; None when the conversation is over."""
        with self._changed:
            self.idle = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._call or self.ended)
            call, self._call, self.idle = self._call, None, False
            return call

    def _handler(api):  # noqa: N805  (`self` is the handler's below)
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Without these two each answer waits twice for a delayed TCP acknowledgement, 40 ms each.
            disable_nagle_algorithm = True
            wbufsize = 65536

            def do_GET(self):
                call = api._next_call()
                if call is None:
                    self.close_connection = True
                    return
                self.reply(200, call.payload, {
                    "Lambda-Runtime-Aws-Request-Id": call.request_id,
                    "Lambda-Runtime-Deadline-Ms": str(call.deadline_ms),
                    "Lambda-Runtime-Invoked-Function-Arn": call.function_arn,
                    "Lambda-Runtime-Trace-Id": call.trace_id,
                })

            def do_POST(self):
                body = self.body()
                # The reply goes first: after its last error the runtime exits, and must not find us gone.
                self.reply(202, b'{"status":"OK"}', {})
                if self.path.endswith("/init/error"):
                    api._change(init_error=body)
                else:
                    api._change(answer=Answer(self.path.endswith("/error"), body))

            def body(self) -> bytes:
                if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", 0)))
                body = b""
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body

            def reply(self, status, body, headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                self.wfile.flush()

            def log_message(self, *arguments):
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """A killed runtime breaks its connection: that is the executor's news, not the log's."""
