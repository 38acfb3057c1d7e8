"""A small server on the loopback that speaks OpenAI's embeddings: vectors are made of the letters of a text."""

from __future__ import annotations

import base64
import json
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from retrieval.words import words_of
from tests.loopback import serving


def vector_of(text: str, dimension: int) -> list[float]:
    """Texts that share words are near: each word adds its own fixed direction."""
    total = np.zeros(dimension)
    for word in words_of(text):
        seed = int.from_bytes(word.encode()[:8].ljust(8, b"\0"))
        total += np.random.default_rng(seed).normal(size=dimension)
    return total.tolist()


class EmbeddingServer(ThreadingHTTPServer):
    """Counts requests; answers the next ones with these statuses, then with vectors."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses: list[int] = []
        self.requests: list[dict] = []
        self.keys: set[str] = set()
        self.body: bytes | None = None
        self.dimension: int | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def texts(self) -> list[str]:
        return [text for request in self.requests for text in request["input"]]


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.keys.add(self.headers["Authorization"])
        if isinstance(request["input"], str):
            request["input"] = [request["input"]]
        self.server.requests.append(request | {"path": self.path})
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        body = self._vectors(request) if status == 200 else b'{"error": {"message": "slow down"}}'
        self._answer(status, self.server.body or body)

    def _vectors(self, request: dict) -> bytes:
        dimension = self.server.dimension or request["dimensions"]
        vectors = [vector_of(text, dimension) for text in request["input"]]
        if request.get("encoding_format") == "base64":
            vectors = [base64.b64encode(np.array(vector, np.float32).tobytes()).decode() for vector in vectors]
        data = [{"object": "embedding", "index": at, "embedding": vector} for at, vector in enumerate(vectors)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return json.dumps({"object": "list", "data": data, "model": request["model"], "usage": usage}).encode()

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Retry-After", "0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def embedding_server() -> AbstractContextManager[EmbeddingServer]:
    return serving(EmbeddingServer())
