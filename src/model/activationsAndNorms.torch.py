"""PyTorch's answers for activationsAndNorms.torch.test.ts: a list of cases on standard input, a list of results on
standard output. Tensors are [batch, height, width, channels] in both; PyTorch's own order is used in between."""
import json
import sys

import torch
import torch.nn.functional as F


def first(x):
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def last(x):
    return x.permute(0, 2, 3, 1) if x.dim() == 4 else x


activations = {
    "relu": lambda p, x: F.relu(x),
    "leakyRelu": lambda p, x: F.leaky_relu(x, p["slope"]),
    "elu": lambda p, x: F.elu(x, p["alpha"]),
    "sigmoid": lambda p, x: torch.sigmoid(x),
    "tanh": lambda p, x: torch.tanh(x),
    "softmax": lambda p, x: F.softmax(x, -1),
    "swish": lambda p, x: F.silu(x),
    "gelu": lambda p, x: F.gelu(x),
}


def batch_norm(p, x, gamma, beta, mean, variance):
    """Normalised by the batch, or where frozen by the moving statistics; weights that do not train have no gradient."""
    frozen = p["frozen"]
    running = (mean.detach(), variance.detach()) if frozen else (None, None)
    return last(F.batch_norm(first(x), *running, gamma, beta, training=not frozen, eps=p["epsilon"]))


def response_norm(p, x):
    # PyTorch divides its alpha by the size.
    return last(F.local_response_norm(first(x), p["size"], p["alpha"] * p["size"], p["beta"], p["bias"]))


def divergence(p, mean, log_variance):
    normal = torch.distributions.Normal
    codes = normal(mean, (log_variance / 2).exp())
    return torch.distributions.kl_divergence(codes, normal(0.0, 1.0)).sum() / mean.shape[0]


kinds = {
    "activation": lambda p, x: activations[p["function"]](p, x),
    "prelu": lambda p, x, a: last(F.prelu(first(x), a.reshape(-1))),
    "maxout": lambda p, x: x.reshape([*x.shape[:-1], -1, p["pieces"]]).amax(-1),
    "batchNorm": batch_norm,
    "layerNorm": lambda p, x, gamma, beta: F.layer_norm(x, x.shape[-1:], gamma, beta, p["epsilon"]),
    "groupNorm": lambda p, x, gamma, beta: last(F.group_norm(first(x), p["groups"], gamma, beta, p["epsilon"])),
    "localResponseNorm": response_norm,
    "divergence": divergence,
}


def answer(case):
    inputs = [torch.tensor(x["data"], dtype=torch.float64).reshape(x["shape"]) for x in case["inputs"]]
    for x in inputs:
        x.requires_grad_()
    y = kinds[case["kind"]](case["params"], *inputs)
    # The upstream gradient differs at every place, so that a misplaced term shows.
    upstream = torch.arange(y.numel(), dtype=torch.float64).reshape(y.shape).mul(0.7).add(0.3).sin()
    grads = torch.autograd.grad((y * upstream).sum(), inputs, allow_unused=True)
    flat = lambda x: x.reshape(-1).tolist()
    return {"shape": list(y.shape), "y": flat(y), "grads": [None if g is None else flat(g) for g in grads]}


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
