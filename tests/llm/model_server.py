"""An OpenAI-compatible model server on loopback: what it answers is a function of what it was really sent."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DATA = re.compile(r"<data>\n(.*?)\n</data>", re.DOTALL)


class Request:
    """One request, as a model sees it."""

    def __init__(self, body, key):
        self.body = body
        self.key = key
        messages = body["messages"]
        self.system = "\n".join(str(message["content"]) for message in messages if message["role"] in {"system", "developer"})
        self.users = [str(message["content"]) for message in messages if message["role"] == "user"]
        self.corrections = [str(message["content"]) for message in messages if message["role"] == "tool"]
        found = DATA.search(self.users[0]) if self.users else None
        self.data = json.loads(found.group(1)) if found else None
        self.outside = [DATA.sub("", user).strip() for user in self.users]
        """What stands in the user's messages outside of the data."""


class Refusal(Exception):  # noqa: N818 (what the server does, no failure of ours)
    """An HTTP error that the server answers with."""

    def __init__(self, status, message="no", **headers):
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


class ModelServer:
    """`model(request)` gives the arguments of the answer, a text where it breaks the form, or raises a Refusal."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}/v1"
        self.requests = []
        self.model = lambda request: {}
        self.running = self.most = 0
        self.lock = threading.Lock()


def _completion(answer, request):
    message = {"role": "assistant", "content": None}
    tools = request.body.get("tools")
    if isinstance(answer, str) or not tools:
        message["content"] = answer if isinstance(answer, str) else json.dumps(answer)
    else:
        call = {"name": tools[0]["function"]["name"], "arguments": json.dumps(answer)}
        message["tool_calls"] = [{"id": "call-1", "type": "function", "function": call}]
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": request.body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if "tool_calls" in message else "stop"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


@contextmanager
def model_server():
    """A running server, ended on leaving."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            request = Request(body, self.headers["Authorization"])
            with server.lock:
                server.requests.append(request)
                server.running += 1
                server.most = max(server.most, server.running)
            try:
                self._reply(200, _completion(server.model(request), request), {})
            except Refusal as refusal:
                self._reply(refusal.status, {"error": {"message": refusal.message}}, refusal.headers)
            finally:
                with server.lock:
                    server.running -= 1

        def _reply(self, status, value, headers):
            data = json.dumps(value).encode()
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name.replace("_", "-"), text)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = ModelServer(httpd.server_port)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
