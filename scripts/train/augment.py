"""Distorts whole batches of glyphs the way hands, pens and scanners do.

Works on finished images only: what happens to strokes before they are drawn is strokes.py's.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

SIDE = 28


def _uniform(count: int, limit: float) -> Tensor:
    return (torch.rand(count) * 2 - 1) * limit


def _warp(images: Tensor, strength: float) -> Tensor:
    """Rotation, slant, size, place and a smooth elastic field, in one resampling."""
    count = len(images)
    angle = _uniform(count, math.radians(12) * strength)
    slant = _uniform(count, 0.20 * strength)
    width, height = torch.exp(_uniform(count, 0.12 * strength)), torch.exp(_uniform(count, 0.10 * strength))
    cosine, sine = torch.cos(angle), torch.sin(angle)
    matrix = torch.stack(
        [
            torch.stack([cosine * width, (slant * cosine - sine) * height, _uniform(count, 0.07 * strength)], 1),
            torch.stack([sine * width, (slant * sine + cosine) * height, _uniform(count, 0.07 * strength)], 1),
        ],
        1,
    )
    grid = F.affine_grid(matrix, [count, 1, SIDE, SIDE], align_corners=False)
    # A coarse random field, interpolated smoothly: about one pixel of displacement.
    coarse = torch.randn(count, 2, 5, 5) * (0.055 * strength)
    field = F.interpolate(coarse, SIDE, mode="bicubic", align_corners=False)
    return F.grid_sample(images, grid + field.permute(0, 2, 3, 1), align_corners=False)


def _thicken(images: Tensor, strength: float) -> Tensor:
    """Blends towards the grey dilation (thicker pen) or erosion (thinner pen) of a 3×3 cross-like neighbourhood."""
    amount = _uniform(len(images), 0.6 * strength).view(-1, 1, 1, 1)
    dilated = F.max_pool2d(images, 3, 1, 1)
    eroded = -F.max_pool2d(-images, 3, 1, 1)
    return images + amount.clamp(min=0) * (dilated - images) + (-amount).clamp(min=0) * 0.7 * (eroded - images)


def _blur(images: Tensor, strength: float) -> Tensor:
    amount = (torch.rand(len(images), 1, 1, 1) * 1.6 - 0.8).clamp(min=0) * strength
    return images + amount * (F.avg_pool2d(images, 3, 1, 1) - images)


def _erase(images: Tensor, probability: float) -> Tensor:
    """Small dark rectangles in a few images: ink that did not arrive."""
    count = len(images)
    axis = torch.arange(SIDE)
    corner, size = torch.randint(0, SIDE, (2, count, 1)), torch.randint(2, 6, (2, count, 1))
    inside = (axis >= corner) & (axis < corner + size)
    hit = (torch.rand(count, 1) < probability) & inside[0]
    return images * ~(hit.unsqueeze(2) & inside[1].unsqueeze(1)).unsqueeze(1)


def distort(pixels: Tensor, strength: float = 1.0) -> Tensor:
    """Bytes [n, 28, 28] → distorted floats [n, 1, 28, 28] in 0..1, on the 255 steps that the real input has."""
    images = pixels.unsqueeze(1).float() / 255
    images = _erase(_blur(_thicken(_warp(images, strength), strength), strength), 0.12 * strength)
    gain = 1 + _uniform(len(images), 0.15 * strength).view(-1, 1, 1, 1)
    return torch.round((images * gain).clamp(0, 1) * 255) / 255


def undistorted(pixels: Tensor) -> Tensor:
    return pixels.unsqueeze(1).float() / 255
