"""The whole path of training on our own ink, interrupted once, judged by the shipped C++ command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any

import numpy as np

from data import write_idx
from network import parameters, shipped_layers
from reference import run_onnx
from strokes import command, draw_varied, read_samples

SCRIPTS = Path(__file__).resolve().parent


def emnist(*arguments: str) -> Any:
    return json.loads(subprocess.run([command(), *arguments, "--json"], stdout=subprocess.PIPE, check=True).stdout)


class QuickPath(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.model = Path(cls.folder.name) / "quick.onnx"
        samples = read_samples()
        cls.glyphs = draw_varied(samples, np.arange(len(samples)).repeat(5), seed=20_000)
        train = [str(SCRIPTS / "run"), "--quick", "--output", str(cls.model)]
        environment = {**os.environ, "EMNIST_CACHE": cls.folder.name, "PYTHONUNBUFFERED": "1"}
        # Interrupted at the network's second checkpoint, and started again.
        with subprocess.Popen(train, env=environment, stdout=subprocess.PIPE, text=True) as interrupted:
            for line in interrupted.stdout or ():
                print(line, end="")
                if line.startswith("student: step 200"):
                    interrupted.send_signal(signal.SIGINT)
                    break
        cls.again = subprocess.run(train, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
        print(cls.again)

    def evaluate(self, model: Path) -> Any:
        images, labels = Path(self.folder.name) / "images", Path(self.folder.name) / "labels"
        for path, array in ((images, self.glyphs.images), (labels, self.glyphs.labels)):
            with path.open("wb") as stream:
                write_idx(stream, array)
        return emnist("evaluate", "--model", str(model), "--images", str(images), "--labels", str(labels))

    def test_goes_on_where_it_was_interrupted(self) -> None:
        self.assertIn("teacher0: goes on from step 120 of 120", self.again)
        self.assertRegex(self.again, "student: goes on from step [12]00 of 400")

    def test_counts_parameters_as_the_command_does(self) -> None:
        self.assertEqual(emnist("info", str(self.model))["parameters"], parameters(shipped_layers()))

    def test_reads_our_own_ink(self) -> None:
        # In a minute or two it learns most of 47 classes; guessing gives 2 %.
        self.assertGreater(self.evaluate(self.model)["top1"], 0.7)

    def test_float_file_is_as_good(self) -> None:
        stored, real = self.evaluate(self.model), self.evaluate(self.model.with_suffix(".f32.onnx"))
        self.assertLess(abs(stored["top1"] - real["top1"]), 0.03)

    def test_the_file_means_the_same_to_a_plain_reading_of_onnx(self) -> None:
        plain = float((run_onnx(self.model, self.glyphs.images).argmax(1) == self.glyphs.labels).mean())
        self.assertAlmostEqual(plain, self.evaluate(self.model)["top1"], delta=0.003)


if __name__ == "__main__":
    unittest.main()
