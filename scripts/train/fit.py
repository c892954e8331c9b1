"""The training loop: cosine schedule, weight averaging, checkpoints to go on from, one progress line.

Does not know what it trains or on what: both are handed in.
"""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

# Inputs [n, channels, rows, columns] for one step, and whatever the loss compares the outputs with.
Batch = tuple[Tensor, Any]


@dataclass(frozen=True)
class Schedule:
    steps: int
    learning_rate: float
    weight_decay: float = 0.01
    warm_up: float = 0.03  # share of the steps
    averaging: float = 0.998  # of the weights, per step; the averaged network is the result
    # Multiplies in bfloat16 where the processor has it: large networks train nearly twice as fast, small ones slower.
    bfloat16: bool = False
    report_every: int = 440  # steps; four times in a short schedule

    @property
    def steps_per_report(self) -> int:
        return min(self.report_every, max(1, self.steps // 4))


def soft_cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    return -(targets * torch.log_softmax(logits, 1)).sum(1).mean()


def smoothed(labels: Tensor, classes: int, smoothing: float) -> Tensor:
    targets = torch.full((len(labels), classes), smoothing / classes)
    targets[torch.arange(len(labels)), labels] += 1 - smoothing
    return targets


def multiplies_bfloat16() -> bool:
    facts = Path("/proc/cpuinfo")
    return facts.exists() and "avx512_bf16" in facts.read_text()


def _average(average: nn.Module, network: nn.Module, keep: float) -> None:
    with torch.no_grad():
        # Not the state_dict: it lists a tensor once for each layer that uses it.
        followers = chain(average.parameters(), average.buffers())
        for slow, fast in zip(followers, chain(network.parameters(), network.buffers())):
            if slow.is_floating_point():
                slow.lerp_(fast, 1 - keep)
            else:
                slow.copy_(fast)


def _rate(schedule: Schedule, step: int) -> float:
    warm_up = max(1, int(schedule.steps * schedule.warm_up))
    if step < warm_up:
        return schedule.learning_rate * (step + 1) / warm_up
    return schedule.learning_rate * 0.5 * (1 + math.cos(math.pi * (step - warm_up) / (schedule.steps - warm_up)))


def fit(
    network: nn.Module,
    next_batch: Callable[[], Batch],
    schedule: Schedule,
    checkpoint: Path,
    evaluate: Callable[[nn.Module], dict[str, float]],
    loss_of: Callable[[Tensor, Any], Tensor] = soft_cross_entropy,
) -> nn.Module:
    """Trains `network` and returns its running average. `evaluate` gives the average's accuracies or errors by set;
    each report also goes as a line of JSON into a file beside the checkpoint, for the curves in the model card. A
    checkpoint of another schedule is not gone on from: it would end as neither."""
    network = network.to(memory_format=torch.channels_last).train()
    average = copy.deepcopy(network).eval()
    decayed = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": schedule.weight_decay}, {"params": others, "weight_decay": 0.0}]
    )
    step, spent = 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        if state["schedule"] != asdict(schedule):
            raise SystemExit(f"{checkpoint} is of another schedule; move it away to train anew")
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        step, spent = state["step"], state["seconds"]
        print(f"{checkpoint.stem}: goes on from step {step} of {schedule.steps}", flush=True)

    log = checkpoint.with_suffix(".jsonl")
    if log.exists():  # what was reported after the checkpoint, or before it was thrown away, is reported anew
        reports = [line for line in log.read_text().splitlines() if json.loads(line)["step"] <= step]
        log.write_text("".join(f"{line}\n" for line in reports))
    halved = schedule.bfloat16 and multiplies_bfloat16()
    started, first, reported, total_loss = time.monotonic(), step, step, 0.0
    while step < schedule.steps:
        for group in optimizer.param_groups:
            group["lr"] = _rate(schedule, step)
        inputs, targets = next_batch()
        with torch.autocast("cpu", torch.bfloat16, enabled=halved):
            logits = network(inputs.contiguous(memory_format=torch.channels_last))
        loss = loss_of(logits.float(), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        total_loss += loss.item()
        step += 1
        # Early on the average follows quickly, so that the random start is forgotten.
        _average(average, network, min(schedule.averaging, step / (step + 10)))
        if step % schedule.steps_per_report == 0 or step == schedule.steps:
            elapsed = time.monotonic() - started
            left = elapsed / (step - first) * (schedule.steps - step)
            loss = total_loss / (step - reported)
            total_loss, reported = 0.0, step
            found = evaluate(average)
            accuracies = "  ".join(f"{name} {100 * value:.2f} %" for name, value in found.items())
            print(
                f"{checkpoint.stem}: step {step}/{schedule.steps}  loss {loss:.4f}  {accuracies}  "
                f"{elapsed / 60:.1f} min, {left / 60:.1f} min left",
                flush=True,
            )
            checkpoint.parent.mkdir(parents=True, exist_ok=True)
            with log.open("a") as lines:
                entry = {"step": step, "seconds": round(spent + elapsed), "loss": round(loss, 4), "accuracy": found}
                lines.write(json.dumps(entry) + "\n")
            partial = checkpoint.with_suffix(".partial")
            torch.save(
                {
                    "network": network.state_dict(),
                    "average": average.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": asdict(schedule),
                    "step": step,
                    "seconds": spent + elapsed,
                },
                partial,
            )
            partial.replace(checkpoint)  # a run that is interrupted while saving keeps the previous checkpoint
    return average
