"""The training loop's log and checkpoint when a run is interrupted or begun anew."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch
from torch import Tensor, nn

from fit import Schedule, fit, smoothed


def next_batch() -> tuple[Tensor, Tensor]:
    return torch.rand(4, 1, 28, 28), smoothed(torch.randint(0, 47, (4,)), 47, 0.0)


class Interrupted(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.checkpoint = Path(folder.name) / "stage.pt"
        # Interrupted after the second report, before its checkpoint is written.
        save, calls = torch.save, iter(range(2))

        def once(*what: object) -> None:
            if next(calls):
                raise KeyboardInterrupt
            save(*what)

        with mock.patch("torch.save", once), self.assertRaises(KeyboardInterrupt):
            self.train()

    def train(self, steps: int = 40) -> None:
        network = nn.Sequential(nn.Flatten(), nn.Linear(784, 47))
        fit(network, next_batch, Schedule(steps, 1e-3), self.checkpoint, lambda average: {"set": 0.5})

    def steps(self) -> list[int]:
        return [json.loads(line)["step"] for line in self.checkpoint.with_suffix(".jsonl").read_text().splitlines()]

    def test_reports_each_step_once(self) -> None:
        self.assertEqual(self.steps(), [10, 20])
        self.train()
        self.assertEqual(self.steps(), [10, 20, 30, 40])

    def test_forgets_the_reports_of_a_run_that_was_thrown_away(self) -> None:
        self.checkpoint.unlink()
        self.train()
        self.assertEqual(self.steps(), [10, 20, 30, 40])

    def test_does_not_go_on_under_another_schedule(self) -> None:
        with self.assertRaisesRegex(SystemExit, "another schedule"):
            self.train(steps=80)


if __name__ == "__main__":
    unittest.main()
