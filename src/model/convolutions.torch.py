"""PyTorch's answers for convolutions.torch.test.ts: a list of cases on standard input, a list of results on standard
output. Tensors are [batch, height, width, channels] and weights in TensorFlow's order; PyTorch's own order is used in
between."""
import json
import sys

import torch
import torch.nn.functional as F


def pair(v):
    return v if isinstance(v, list) else [v, v]


def sides(x, p, kernel, dilation):
    """[top, bottom, left, right], with TensorFlow's `same` spelled out."""
    if p["padding"] == "valid":
        return [0, 0, 0, 0]
    if p["padding"] != "same":
        y, x = pair(p["padding"])
        return [y, y, x, x]
    found = []
    for length, k, s, d in zip(x.shape[2:], kernel, pair(p["stride"]), dilation):
        total = max((-(-length // s) - 1) * s + d * (k - 1) + 1 - length, 0)
        found += [total // 2, total - total // 2]
    return found


def padded(x, p, kernel, dilation=(1, 1)):
    top, bottom, left, right = sides(x, p, kernel, dilation)
    return F.pad(x, [left, right, top, bottom])


def biased(y, b):
    return y if b is None else y + b.reshape(1, -1, 1, 1)


def conv2d(p, x, w, b=None):
    dilation = pair(p["dilation"])
    x = padded(x, p, w.shape[:2], dilation)
    return F.conv2d(x, w.permute(3, 2, 0, 1), b, pair(p["stride"]), 0, dilation, p["groups"])


def depthwise(p, x, w, b=None):
    dilation = pair(p.get("dilation", 1))
    kh, kw, channels, multiplier = w.shape
    w = w.permute(2, 3, 0, 1).reshape(channels * multiplier, 1, kh, kw)
    return F.conv2d(padded(x, p, (kh, kw), dilation), w, b, pair(p["stride"]), 0, dilation, channels)


def separable(p, x, around, mix, b=None):
    return F.conv2d(depthwise(p, x, around), mix.permute(3, 2, 0, 1), b)


def transposed(p, x, w, b=None):
    kernel, stride = w.shape[:2], pair(p["stride"])
    w = w.permute(3, 2, 0, 1)
    if not isinstance(p["padding"], str):
        return F.conv_transpose2d(x, w, b, stride, pair(p["padding"]), pair(p["outputPadding"]))
    y = F.conv_transpose2d(x, w, None, stride)
    for axis in (0, 1):
        # TensorFlow: a kernel below the stride still fills in·stride; `same` cuts what is beyond it.
        size = x.shape[axis + 2] * stride[axis]
        missing = max(stride[axis] - kernel[axis], 0)
        y = F.pad(y, [0, 0, 0, missing] if axis == 0 else [0, missing])
        if p["padding"] == "same":
            y = y.narrow(axis + 2, max(kernel[axis] - stride[axis], 0) // 2, size)
    return biased(y, b)


def local(p, x, w, b=None):
    kh, kw = pair(p["kernel"])
    x = padded(x, p, (kh, kw))
    batch, channels = x.shape[:2]
    rows = (x.shape[2] - kh) // pair(p["stride"])[0] + 1
    columns = (x.shape[3] - kw) // pair(p["stride"])[1] + 1
    windows = F.unfold(x, (kh, kw), stride=pair(p["stride"]))
    filters = w.shape[2]
    w = w.reshape(-1, kh, kw, channels, filters).permute(0, 3, 1, 2, 4).reshape(-1, channels * kh * kw, filters)
    y = torch.einsum("nkl,lkf->nfl", windows, w).reshape(batch, filters, rows, columns)
    return y if b is None else y + b.permute(2, 0, 1)


layers = {
    "conv2d": conv2d,
    "bottleneck": lambda p, *t: conv2d({**p, "padding": "valid", "dilation": 1, "groups": 1}, *t),
    "depthwiseConv2d": depthwise,
    "separableConv2d": separable,
    "transposedConv2d": transposed,
    "locallyConnected2d": local,
    "dense": lambda p, x, w, b=None: F.linear(x, w.T, b),
}
activations = {
    "none": lambda y: y,
    "relu": F.relu,
    "elu": F.elu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "swish": F.silu,
    "gelu": F.gelu,
}


def answer(case):
    x, *weights = [
        torch.tensor(t["data"], dtype=torch.float64).reshape(t["shape"]).requires_grad_()
        for t in [case["x"], *case["weights"]]
    ]
    p = case["params"]
    first = x.permute(0, 3, 1, 2) if x.dim() == 4 else x
    y = activations[p["activation"]](layers[case["kind"]](p, first, *weights))
    y = y.permute(0, 2, 3, 1) if y.dim() == 4 else y
    upstream = torch.arange(y.numel(), dtype=torch.float64).reshape(y.shape).mul(0.7).sin()
    grads = torch.autograd.grad((y * upstream).sum(), [x, *weights])
    block = lambda t: {"shape": list(t.shape), "data": t.reshape(-1).tolist()}
    return {"y": block(y), "grads": [block(g) for g in grads]}


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
