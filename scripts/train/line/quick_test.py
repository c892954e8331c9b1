"""The line network's whole path on our own ink, interrupted once, and its parts against plain computations."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import unittest
from dataclasses import replace
from itertools import groupby, product
from pathlib import Path

import numpy as np
import onnx
import torch
from line.augment import vary
from line.batches import batch_of, batches, ctc_loss, edit_distance, greedy, scores
from line.calibrate import TEMPERATURES
from line.codes import Hand, string_codes
from line.compose import levels, side_by_side
from line.data import NAMES, Lines, classes_of, concatenate, starts, text_of
from line.measures import by_length, over_writers, row
from line.network import LineNetwork, line_layers, parameters
from line.quantise import LARGEST_WEIGHT, quantised, real_logits, run_line
from line.scribbles import scribbled
from line.traces import FEATURES, FRAME, Traces, plausible, select, trace

from export import float_model, int8_model
from quantise import to_integers
from reference import metadata, run_onnx_sequence
from strokes import read_samples

SCRIPTS = Path(__file__).resolve().parents[1]


def own_codes(count: int) -> Lines:
    samples = read_samples()
    hand = Hand("own", {})
    for strokes, label in zip(samples.strokes, samples.labels):
        hand.drawings.setdefault("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt"[label], []).append(strokes)
    return string_codes([hand], [], count, np.random.default_rng(5))


def some_network() -> LineNetwork:
    torch.manual_seed(0)
    network = LineNetwork(line_layers())
    for norm in network.norms:  # as training leaves them: nowhere 0 and 1
        torch.nn.init.normal_(norm.running_mean, 0, 0.1)
        torch.nn.init.uniform_(norm.running_var, 0.5, 2)
        torch.nn.init.normal_(norm.bias, 0, 0.1)
    return network.eval()


class Parts(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.lines = own_codes(60)
        cls.traces = trace(cls.lines)

    def test_lines_taken_apart_and_put_together_are_the_same(self) -> None:
        order = np.random.default_rng(0).permutation(len(self.lines))
        parts = concatenate([self.lines.take(order[:20]), self.lines.take(order[20:])]).take(np.argsort(order))
        for name in Lines.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(parts, name), getattr(self.lines, name), name)

    def test_selected_traces_are_those_of_the_selected_lines(self) -> None:
        mask = np.arange(len(self.lines)) % 3 == 1
        expected, found = trace(self.lines.where(mask)), select(self.traces, mask)
        for name in Traces.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), name)

    def test_varied_lines_keep_their_strokes_and_stay_about_as_long(self) -> None:
        varied = trace(vary(self.lines, np.random.default_rng(1)))
        self.assertEqual(len(varied), len(self.traces))
        ratio = varied.lengths.sum() / self.traces.lengths.sum()
        self.assertGreater(ratio, 0.7)
        self.assertLess(ratio, 1.5)

    def test_heights_of_letters_grow_with_the_ink(self) -> None:
        units, middles = levels(self.lines, self.traces)
        larger = replace(self.lines, points=self.lines.points * 4 + np.float32([0, 10]))
        grown, moved = levels(larger, trace(larger))
        # A rounded coordinate may make a turn of the pen out of none, in a few.
        np.testing.assert_allclose(np.quantile(grown / units, [0.1, 0.5, 0.9]), 4, rtol=0.03)
        np.testing.assert_allclose(np.quantile((moved - 10) / middles, [0.1, 0.5, 0.9]), 4, rtol=0.1)

    def test_words_stand_side_by_side_in_their_order(self) -> None:
        composed = side_by_side(self.lines, *levels(self.lines, self.traces), 20, np.random.default_rng(4))
        strokes = dict(zip(self.lines.texts, self.lines.strokes))
        begins = starts(composed.lengths)
        left = np.minimum.reduceat(composed.points[:, 0], begins)
        right = np.maximum.reduceat(composed.points[:, 0], begins)
        stroke = 0
        for text, count in zip(composed.texts, composed.strokes):
            words = text.split(" ")
            self.assertIn(len(words), range(2, 6))
            self.assertEqual(count, sum(strokes[word] for word in words))
            reached = -1.0
            for word in words:
                end = stroke + strokes[word]
                self.assertGreater(left[stroke:end].min(), reached)
                reached, stroke = right[stroke:end].max(), end

    def test_scribbles_are_lines_without_text(self) -> None:
        ink = scribbled(60, np.random.default_rng(3))
        together = trace(vary(concatenate([self.lines, ink]), np.random.default_rng(4)))
        self.assertEqual(together.texts()[-60:], [""] * 60)
        self.assertGreater(plausible(together)[-60:].mean(), 0.9)
        batch, targets = batch_of(together, np.arange(len(together) - 60, len(together)))
        quiet = torch.full((60, len(NAMES), batch.shape[-1] // FRAME), -9.0)
        quiet[:, 0] = 9.0
        mixed, mixed_targets = batch_of(together, np.array([0, len(together) - 1]))
        with torch.no_grad():
            self.assertTrue(ctc_loss(some_network()(mixed), mixed_targets).isfinite())
        self.assertEqual(greedy(quiet, targets[2]), [""] * 60)

    def test_intervals_come_from_writers(self) -> None:
        wrong, sizes = np.array([0.0, 0.0, 4.0, 4.0]), np.full(4, 10.0)
        self.assertEqual(over_writers(wrong, sizes, np.array(["a"] * 4)), (0.2, 0.2))
        low, high = over_writers(wrong, sizes, np.array(["a", "a", "b", "b"]))
        self.assertEqual((low, high), (0.0, 0.4))

    def test_rows_count_characters_and_words(self) -> None:
        lines = self.lines.take(np.arange(2))
        answers = [{"text": "Abcd", "read": "abcd"}, {"text": "abcdef", "read": "abcxyf"}]
        self.assertRegex(row("two", lines, answers), r"^\| two \| 2 \| 20.0 % .* / 30.0 % \| 50.0 % .* / 0.0 % \|$")
        self.assertEqual(by_length(answers), [(4.0, 0.0), (6.0, 100 * 2 / 6)])

    def test_texts_survive_as_classes(self) -> None:
        self.assertEqual(len(NAMES), len(set(NAMES)))
        for text in ("Hello, World!", "a b", "0-9"):
            self.assertEqual(text_of(classes_of(text)), text)

    def test_every_trace_is_in_one_batch(self) -> None:
        found = np.concatenate(list(batches(self.traces, 500, np.random.default_rng(2))))
        self.assertEqual(sorted(found), list(range(len(self.traces))))

    def test_company_in_a_batch_changes_nothing(self) -> None:
        network = some_network()
        together, (_, _, frames) = batch_of(self.traces, np.arange(12))
        with torch.no_grad():
            logits = network(together)
            for index in range(12):
                alone = network(batch_of(self.traces, np.array([index]))[0])
                torch.testing.assert_close(logits[index : index + 1, :, : frames[index]], alone, atol=1e-4, rtol=1e-4)

    def test_int8_network_computes_in_float_what_its_integers_say(self) -> None:
        batch, (_, _, frames) = batch_of(self.traces, np.arange(12))
        network = quantised(some_network(), batch)
        with torch.no_grad():
            fake = network(batch)
        integers = to_integers(network)
        for index in range(12):
            real = real_logits(integers, run_line(integers, self.traces.of(index)))
            worst = (fake[index, :, : frames[index]] - real).abs().max().item()
            # A half may round either way in float.
            self.assertLessEqual(worst, 2.01 * integers[-1].result.scale)

    def test_weights_are_few_steps_and_scales_short(self) -> None:
        for layer in to_integers(quantised(some_network(), batch_of(self.traces, np.arange(12))[0])):
            self.assertLessEqual(np.abs(layer.weight).max(), LARGEST_WEIGHT)
            self.assertFalse((layer.weight_scales.view(np.uint32) & 0xFFFF).any())

    def test_file_means_the_same_to_a_plain_reading_of_onnx(self) -> None:
        network = some_network()
        integers = to_integers(quantised(network, batch_of(self.traces, np.arange(12))[0]))
        with tempfile.TemporaryDirectory() as folder:
            stored, real = Path(folder) / "int8.onnx", Path(folder) / "f32.onnx"
            onnx.save(int8_model(integers, {}, sequence=True), str(stored))
            onnx.save(float_model(network.layers, network.folded(), {}, sequence=True), str(real))
            for index in range(4):
                points = self.traces.of(index)
                expected = real_logits(integers, run_line(integers, points)).numpy()
                np.testing.assert_allclose(run_onnx_sequence(stored, points), expected, atol=1e-4)
                with torch.no_grad():
                    floats = network(batch_of(self.traces, np.array([index]))[0])[0].numpy()
                np.testing.assert_allclose(run_onnx_sequence(real, points), floats, atol=1e-3)

    def test_loss_is_the_likelihood_of_all_alignments(self) -> None:
        torch.manual_seed(3)
        frames, text = 5, [2, 1]
        logits = torch.randn(1, 3, frames)
        steps = torch.log_softmax(logits[0], 0)
        total = torch.tensor(0.0)
        for path in product(range(3), repeat=frames):
            if [c for c, _ in groupby(path) if c] == text:
                total = total + torch.exp(sum(steps[c, t] for t, c in enumerate(path)))
        found = ctc_loss(logits, (torch.tensor(text), torch.tensor([2]), torch.tensor([frames])))
        self.assertAlmostEqual(found.item(), -torch.log(total).item() / len(text), places=5)

    def test_greedy_reading_drops_blanks_and_repetitions(self) -> None:
        path = [0, 3, 3, 0, 3, 2, 2, 0, 4]
        logits = torch.nn.functional.one_hot(torch.tensor(path), 6).T[None].float()
        self.assertEqual(greedy(logits, torch.tensor([8])), [text_of([3, 3, 2])])

    def test_scores_count_characters_and_whole_texts(self) -> None:
        expected = {"errors folded": 0.25, "exact folded": 0.5, "errors case": 0.5, "exact case": 0.0}
        self.assertEqual(scores(["Ab", "cd"], ["ab", "ce"]), expected)

    def test_edit_distance(self) -> None:
        self.assertEqual([edit_distance(*pair) for pair in (("", "ab"), ("abc", "abc"), ("abcd", "bxd"))], [2, 0, 2])


class QuickPath(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.model = Path(cls.folder.name) / "quick.onnx"
        train = [str(SCRIPTS / "run-line"), "--quick", "--output", str(cls.model), "--threads", "1"]
        environment = {**os.environ, "EMNIST_CACHE": cls.folder.name, "PYTHONUNBUFFERED": "1"}
        # Interrupted at the network's second checkpoint, and started again.
        with subprocess.Popen(train, env=environment, stdout=subprocess.PIPE, text=True) as interrupted:
            for line in interrupted.stdout or ():
                print(line, end="")
                if line.startswith("student: step 60"):
                    interrupted.send_signal(signal.SIGINT)
                    break
        cls.again = subprocess.run(train, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
        print(cls.again)

    def test_goes_on_where_it_was_interrupted(self) -> None:
        self.assertRegex(self.again, "student: goes on from step (30|60) of 120")

    def test_learns(self) -> None:
        losses = [float(loss) for loss in re.findall(r"student: step .*loss ([\d.]+)", self.again)]
        self.assertLess(losses[-1], 0.9 * losses[0])

    def test_reads_from_the_file(self) -> None:
        traces = trace(own_codes(8))
        for index in range(len(traces)):
            logits = run_onnx_sequence(self.model, traces.of(index))
            self.assertEqual(logits.shape, (len(NAMES), traces.lengths[index] // FRAME))

    def test_confidences_are_fitted(self) -> None:
        self.assertRegex(self.again, "50 texts by the command with its words: .*calibration error 0[.]")
        entries = metadata(self.model)
        self.assertIn(float(entries["temperature"]), TEMPERATURES)
        self.assertGreaterEqual(float(entries["unsure_below"]), 0)

    def test_says_what_it_is(self) -> None:
        entries = metadata(self.model)
        self.assertEqual(entries["labels"].split(" "), NAMES)
        self.assertEqual((entries["kind"], entries["trace"]), ("line", "1"))
        graph = onnx.load(str(self.model)).graph
        weights = sum(int(np.prod(t.dims)) for t in graph.initializer if t.name.endswith(("/w/q", "/b/q")))
        self.assertEqual(weights, parameters(line_layers()))
        self.assertEqual(graph.input[0].type.tensor_type.shape.dim[1].dim_value, FEATURES)


if __name__ == "__main__":
    unittest.main()
