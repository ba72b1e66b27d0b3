# Outputs and gradients of convolutions and average pooling by PyTorch, for cases with given values, channels last.
import json, sys
import torch
import torch.nn.functional as F


def tensor(given):
    return torch.tensor(given["values"], dtype=torch.float64).reshape(given["shape"])


def answer(case):
    x = tensor(case["x"]).requires_grad_()
    top, bottom, left, right = case["padding"]
    padded = F.pad(x.permute(0, 3, 1, 2), [left, right, top, bottom])
    if case["kind"] == "avgPool":
        # The mean over what lies inside the image: the sum over the window by the count of its pixels.
        inside = F.pad(torch.ones_like(x).permute(0, 3, 1, 2), [left, right, top, bottom])
        pool = lambda of: F.avg_pool2d(of, case["window"], case["stride"])
        y, given = pool(padded) / pool(inside), [x]
    else:
        w = tensor(case["w"]).requires_grad_()
        channels, multiplier = w.shape[2:]
        if case["kind"] == "depthwise":
            kernel = w.permute(2, 3, 0, 1).reshape(channels * multiplier, 1, *w.shape[:2])
            y = F.conv2d(padded, kernel, None, case["stride"], 0, case["dilation"], channels)
        elif case["kind"] == "transposed":
            # tf.js lists a transposed filter's outputs first; what lies in the padding is cut off.
            whole = F.conv_transpose2d(x.permute(0, 3, 1, 2), w.permute(3, 2, 0, 1), None, case["stride"])
            y = whole[:, :, top : whole.shape[2] - bottom, left : whole.shape[3] - right]
        else:
            y = F.conv2d(padded, w.permute(3, 2, 0, 1), None, case["stride"], 0, case["dilation"])
        given = [x, w]
        if "bias" in case:
            bias = tensor(case["bias"]).requires_grad_()
            y = torch.relu(y + bias.reshape(1, -1, 1, 1))
            given = [x, w, bias]
    y = y.permute(0, 2, 3, 1)
    gradients = torch.autograd.grad(y, given, tensor({**case["dy"], "shape": y.shape}))
    return [of.flatten().tolist() for of in [y, *gradients]]


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
