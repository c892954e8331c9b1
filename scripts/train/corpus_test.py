"""What is learned from: wrong groupings, weights of writers; and going on from a file that shipped."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch

from data import Glyphs, balanced_indices
from export import float_model, int8_model
from misgrouped import Likeness, halves, pairs, spans, together
from network import LayeredNetwork, shipped_layers
from quantise import QuantisedNetwork, choose_steps, to_integers
from start import go_on_from
from strokes import concatenate, draw, draw_varied, read_samples


class WrongGroupings(unittest.TestCase):
    def setUp(self) -> None:
        self.samples = read_samples()
        self.random = np.random.default_rng(5)

    def test_successive_strokes_belong_to_more_than_one_character(self) -> None:
        # Stroke i is one point at x = i; the first word's characters have 1, 2 and 1 strokes, the other's 2 and 2.
        word_of = {**dict.fromkeys(range(4), [0, 1, 1, 2]), **dict.fromkeys(range(4, 8), [3, 3, 4, 4])}
        owner = [word_of[stroke][stroke % 4] for stroke in range(8)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "grouped.npz"
            np.savez(
                path,
                points=np.array([[stroke, 0] for stroke in range(8)], np.int16),
                stroke_len=np.ones(8, np.uint16),
                n_strokes=np.array([4, 4], np.uint16),
                n_characters=np.array([3, 2], np.uint8),
                character_strokes=np.array([1, 2, 1, 2, 2], np.uint8),
                writer=np.array(["a", "b"]),
            )
            found = [[int(stroke[0, 0]) for stroke in ink] for ink in spans(path, False, 200, self.random)]
        for strokes in found:
            self.assertEqual(strokes, list(range(strokes[0], strokes[-1] + 1)))
            self.assertEqual(strokes[0] // 4, strokes[-1] // 4, "of one word")
            self.assertGreater(len({owner[stroke] for stroke in strokes}), 1)
        self.assertGreater(len({tuple(strokes) for strokes in found}), 5)

    def test_pairs_are_of_one_writer_and_share_a_sheet(self) -> None:
        drawn = pairs(self.samples, 50, self.random)
        fewest = min(len(strokes) for strokes in self.samples.strokes)
        for ink in drawn:
            self.assertGreaterEqual(len(ink), 2 * fewest)
        one = [np.array([[0, 0], [0, 1000]], np.float32)]
        sides = [np.concatenate(together([one, one], self.random))[:, 0].max() for _ in range(40)]
        self.assertGreater(max(sides), 100, "some stand side by side")

    def test_halves_end_at_the_middle(self) -> None:
        for whole, half in zip(self.samples.strokes, halves(self.samples, self.random)):
            all_points, points = np.concatenate(whole), np.concatenate(half)
            shorter = np.ptp(points, axis=0) <= np.ptp(all_points, axis=0) / 2 + 1
            self.assertTrue(shorter.any())

    def test_what_is_like_a_character_is_told_from_noise(self) -> None:
        glyphs = draw(self.samples).images
        twins = draw_varied(self.samples, np.arange(len(self.samples)), seed=4).images
        likeness = Likeness(glyphs, twins)
        self.assertLess(likeness.unlike(glyphs).mean(), 0.06)
        noise = self.random.integers(0, 256, (50, 28, 28)).astype(np.uint8)
        self.assertGreater(likeness.unlike(noise).mean(), 0.95)


class Sampling(unittest.TestCase):
    def test_classes_are_equally_likely_and_weights_count_within_them(self) -> None:
        labels = np.array([0] * 30 + [1] * 2)
        weights = np.ones(32)
        weights[31] = 3
        glyphs = Glyphs(np.zeros((32, 28, 28), np.uint8), labels, weights)
        drawn = balanced_indices(glyphs, 20_000, np.random.default_rng(1))
        self.assertAlmostEqual(np.mean(labels[drawn] == 0), 0.5, delta=0.02)
        self.assertAlmostEqual(np.mean(drawn == 31) / np.mean(drawn == 30), 3, delta=0.3)

    def test_writers_of_two_sets_stay_apart(self) -> None:
        samples = read_samples()
        both = concatenate([samples, samples])
        self.assertEqual(len(np.unique(both.writers)), 2 * len(np.unique(samples.writers)))
        np.testing.assert_array_equal(both.labels[: len(samples)], samples.labels)


class GoingOn(unittest.TestCase):
    """A network that goes on from a file computes what the file does."""

    def setUp(self) -> None:
        torch.manual_seed(4)
        layers = shipped_layers(8, 12, 16)
        self.network = LayeredNetwork(layers)
        batch = torch.rand(64, 1, 28, 28)
        for _ in range(30):  # batch normalisation learns what is usual
            self.network(batch)
        self.network.eval()
        self.batch = batch
        self.other = LayeredNetwork(layers)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "model.onnx"

    def test_from_real_numbers(self) -> None:
        onnx.save(float_model(self.network.layers, self.network.folded(), {}), str(self.path))
        go_on_from(self.path, self.other, self.batch)
        with torch.no_grad():
            expected = self.network(self.batch)
            torch.testing.assert_close(self.other.eval()(self.batch), expected, atol=1e-3, rtol=1e-3)
            # While it trains, each layer is normalised by the batch; on that batch nothing changes.
            torch.testing.assert_close(self.other.train()(self.batch), expected, atol=2e-3, rtol=2e-3)

    def test_from_integers(self) -> None:
        folded = self.network.folded()
        stored = QuantisedNetwork(self.network.layers, folded, choose_steps(self.network.layers, folded, self.batch))
        onnx.save(int8_model(to_integers(stored), {}), str(self.path))
        go_on_from(self.path, self.other, self.batch)
        with torch.no_grad():
            expected, found = self.network(self.batch), self.other.eval()(self.batch)
        self.assertLess((found - expected).abs().mean().item(), 0.05 * expected.std().item())


if __name__ == "__main__":
    unittest.main()
