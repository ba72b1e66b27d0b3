"""The limit beside the GPU's rows: PyTorch CUDA in fp32, eager, on the plans that bench.mjs wrote.

`python3 torch_gpu.py plans.json BATCH SECONDS REPEATS` prints one line of JSON: PyTorch's version, the GPU's name, and for
each network its images per second, one figure a repeat.
"""
import json
import sys
import time

import torch

from torch_rows import Training


def spell(training, seconds):
    """Images per second; the clock is read only when the device has done all that was asked."""
    torch.cuda.synchronize()
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for _ in range(10):
            training.step()
        torch.cuda.synchronize()
        steps += 10
    return steps * training.batch / (time.perf_counter() - start)


def main():
    plans, batch, seconds, repeats = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    if not torch.cuda.is_available():
        print(json.dumps({"error": "PyTorch sees no GPU"}))
        return
    # fp32 is meant: no TF32 in products or convolutions.
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    rows = {}
    with open(plans) as file:
        networks = json.load(file)
    for name, plan in networks.items():
        try:
            training = Training(plan, batch)
            training.network.cuda()
            training.optimizer = torch.optim.Adam(training.network.parameters(), 0.001)
            training.images, training.classes = training.images.cuda(), training.classes.cuda()
            spell(training, min(seconds, 1))
            rows[name] = [spell(training, seconds) for _ in range(repeats)]
        except Exception as error:  # a row without its limit is still a row
            rows[name] = f"{type(error).__name__}: {error}"
    print(json.dumps({"version": torch.__version__, "gpu": torch.cuda.get_device_name(), "rows": rows}))


if __name__ == "__main__":
    main()
