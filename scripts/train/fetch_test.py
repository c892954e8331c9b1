"""scripts/fetch-emnist against a local archive with the layout of the official one."""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import io
import subprocess
import tempfile
import threading
import unittest
import zipfile
from pathlib import Path

import numpy as np

from data import read_glyphs, write_idx

COMMAND = Path(__file__).resolve().parents[1] / "fetch-emnist"


class RangeHandler(http.server.SimpleHTTPRequestHandler):
    """A file server that, like NIST's, can send the rest of a file."""

    def do_GET(self) -> None:
        content = (Path(self.directory) / self.path.lstrip("/")).read_bytes()
        begin = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - begin))
        self.end_headers()
        self.wfile.write(content[begin:])

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def official_layout(images: np.ndarray, labels: np.ndarray) -> bytes:
    """The images as NIST stores them: transposed."""

    def packed(array: np.ndarray) -> bytes:
        stream = io.BytesIO()
        write_idx(stream, array)
        return gzip.compress(stream.getvalue())

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for split in ("train", "test"):
            prefix = f"gzip/emnist-balanced-{split}"
            archive.writestr(f"{prefix}-images-idx3-ubyte.gz", packed(images.transpose(0, 2, 1)))
            archive.writestr(f"{prefix}-labels-idx1-ubyte.gz", packed(labels))
    return content.getvalue()


class FetchEmnist(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        random = np.random.default_rng(0)
        self.images = random.integers(0, 256, (94, 28, 28), dtype=np.uint8)
        self.labels = (np.arange(94) % 47).astype(np.uint8)
        self.archive = official_layout(self.images, self.labels)
        self.md5 = hashlib.md5(self.archive).hexdigest()
        (self.folder / "gzip.zip").write_bytes(self.archive)

    def fetch(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(COMMAND), "--to", str(self.folder / "out"), *arguments],
            env={"EMNIST_CACHE": str(self.folder / "cache"), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
        )

    def test_images_come_out_upright(self) -> None:
        result = self.fetch("--archive", str(self.folder / "gzip.zip"), "--md5", self.md5)
        self.assertEqual(result.returncode, 0, result.stderr)
        for split in ("train", "test"):
            glyphs = read_glyphs(self.folder / "out", split)
            np.testing.assert_array_equal(glyphs.images, self.images)
            np.testing.assert_array_equal(glyphs.labels, self.labels)

    def test_a_changed_archive_is_refused(self) -> None:
        result = self.fetch("--archive", str(self.folder / "gzip.zip"))
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("has MD5", result.stderr)

    def test_an_interrupted_download_goes_on(self) -> None:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(RangeHandler, directory=str(self.folder))
        )
        self.addCleanup(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        part = self.folder / "cache" / "emnist-gzip.zip.part"
        part.parent.mkdir()
        part.write_bytes(self.archive[:1000])
        result = self.fetch("--url", f"http://127.0.0.1:{server.server_port}/gzip.zip", "--md5", self.md5)
        self.assertEqual(result.returncode, 0, result.stderr)
        np.testing.assert_array_equal(read_glyphs(self.folder / "out", "train").images, self.images)


if __name__ == "__main__":
    unittest.main()
