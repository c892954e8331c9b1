"""The TFLite writer on networks whose layers share weights, which the shipped one need not do."""

from __future__ import annotations

import unittest
from dataclasses import replace

import numpy as np
import torch

from export import int8_model
from network import Layer, LayeredNetwork, shipped_layers
from quantise import QuantisedNetwork, choose_steps, to_integers
from tflite import Graph, read


def converted(layers: list[Layer]) -> Graph:
    torch.manual_seed(0)
    folded = LayeredNetwork(layers).eval().folded()
    network = QuantisedNetwork(layers, folded, choose_steps(layers, folded, torch.rand(16, 1, 28, 28)))
    return read(int8_model(to_integers(network), {}))


def sharing(name: str, owner: str) -> list[Layer]:
    layers = {layer.name: layer for layer in shipped_layers()}
    layers[name] = replace(layers[owner], name=name, adds=layers[name].adds, shares=owner)
    return list(layers.values())


class SharedWeights(unittest.TestCase):
    def check(self, name: str, owner: str) -> None:
        graph = converted(sharing(name, owner))
        weights = []
        for operation in graph.operations:
            if "CONV" in operation.operator:
                source, weight, bias = (graph.tensors[index] for index in operation.inputs)
                np.testing.assert_allclose(bias.scales, source.scales * weight.scales, rtol=1e-6, err_msg=bias.name)
                weights.append(operation.inputs[1])
        self.assertEqual(len(set(weights)), len(weights) - 1, "the shared tensor is written once")

    def test_pointwise(self) -> None:
        self.check("coarse2.pw", "coarse1.pw")

    def test_depthwise_without_bias(self) -> None:
        self.check("coarse2.dw", "coarse1.dw")


if __name__ == "__main__":
    unittest.main()
