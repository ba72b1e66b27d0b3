"""PyTorch's answers for poolAndMerge.torch.test.ts: a list of cases on standard input, a list of results on
standard output. Tensors are [batch, height, width, channels] in both; PyTorch's own order is used in between."""
import json
import sys

import torch
import torch.nn.functional as F


def first(x):
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def last(x):
    return x.permute(0, 2, 3, 1) if x.dim() == 4 else x


def pool_options(p):
    return dict(kernel_size=p["size"], stride=p["stride"], padding=p["padding"], ceil_mode=p["ceil"])


def unpool(maps, pooled, p):
    _, indices = F.max_pool2d(first(pooled.detach()), return_indices=True, **pool_options(p))
    size = first(pooled).shape
    return last(F.max_unpool2d(first(maps), indices, p["size"], p["stride"], p["padding"], output_size=size))


operations = {
    "maxPool": lambda p, x: last(F.max_pool2d(first(x), **pool_options(p))),
    "minPool": lambda p, x: last(-F.max_pool2d(-first(x), **pool_options(p))),
    "avgPool": lambda p, x: last(F.avg_pool2d(first(x), count_include_pad=False, **pool_options(p))),
    "globalMaxPool": lambda p, x: F.adaptive_max_pool2d(first(x), 1).flatten(1),
    "globalAvgPool": lambda p, x: F.adaptive_avg_pool2d(first(x), 1).flatten(1),
    "maxUnpool": lambda p, maps, pooled: unpool(maps, pooled, p),
    "nearest": lambda p, x: last(F.interpolate(first(x), scale_factor=p["factor"], mode="nearest")),
    "bilinear": lambda p, x: last(
        F.interpolate(first(x), scale_factor=p["factor"], mode="bilinear", align_corners=False)
    ),
    "zeroPad": lambda p, x: last(F.pad(first(x), p["sides"])),
    "crop": lambda p, x: last(F.pad(first(x), [-side for side in p["sides"]])),
    "reshape": lambda p, x: x.reshape([x.shape[0], *p["to"]]),
    "permute": lambda p, x: x.permute([0, *p["dims"]]),
    "subtract": lambda p, a, b: a - b,
    "multiply": lambda p, *xs: torch.stack([*torch.broadcast_tensors(*xs)]).prod(0),
    "average": lambda p, *xs: torch.stack(xs).mean(0),
    "maximum": lambda p, *xs: torch.stack(xs).amax(0),
    "concat": lambda p, *xs: torch.cat(xs, p["dim"]),
}


def answer(case):
    inputs = [torch.tensor(x["data"], dtype=torch.float64).reshape(x["shape"]) for x in case["inputs"]]
    for x in inputs:
        x.requires_grad_()
    y = operations[case["operation"]](case["options"], *inputs)
    # The upstream gradient differs at every place, so that a misplaced term shows.
    upstream = torch.arange(y.numel(), dtype=torch.float64).reshape(y.shape).mul(0.7).sin()
    grads = torch.autograd.grad((y * upstream).sum(), inputs, allow_unused=True)
    flat = lambda x: x.reshape(-1).tolist()
    return {"shape": list(y.shape), "y": flat(y), "grads": [None if g is None else flat(g) for g in grads]}


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
