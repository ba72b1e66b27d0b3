# Trains the network of a plan with PyTorch from given weights on given batches, and prints its loss at each step.
# Tensors come as tf.js has them (height, width, channels last; kernels [h, w, in, out]) and are turned here.
import base64, json, math, sys
import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
asked = json.load(sys.stdin)
steps = asked["steps"]


def array(text, kind, shape):
    return torch.from_numpy(numpy.frombuffer(base64.b64decode(text), kind).reshape(shape).copy())


def pair(value):
    return value if isinstance(value, list) else [value, value]


def weight(step, given):
    """Kernels become [out, in, h, w], dense ones [out, in]; vectors stay."""
    value = array(given["values"], numpy.float32, given["shape"])
    turned = {4: (3, 2, 0, 1), 2: (1, 0), 1: (0,)}[value.dim()]
    return torch.nn.Parameter(value.permute(turned).contiguous())


weights = {step["id"]: [weight(step, w) for w in asked["weights"].get(step["id"], [])] for step in steps}


def spaces(padding, x, kernel, stride):
    """Zeros left, right, above, below; TensorFlow's `same` puts the odd one after."""
    if padding == "valid":
        return [0, 0, 0, 0]
    if padding != "same":
        rows, columns = pair(padding)
        return [columns, columns, rows, rows]
    needed = [
        max((math.ceil(size / by) - 1) * by + k - size, 0) for size, k, by in zip(x.shape[2:], kernel, stride)
    ]
    (rows, columns) = needed
    return [columns // 2, columns - columns // 2, rows // 2, rows - rows // 2]


def activated(name, x):
    return {"relu": F.relu, "none": lambda y: y}[name](x)


def convolved(step, x):
    p = step["params"]
    kernel, *bias = weights[step["id"]]
    stride = pair(p["stride"])
    padded = F.pad(x, spaces(p.get("padding", "valid"), x, kernel.shape[2:], stride))
    return activated(p["activation"], F.conv2d(padded, kernel, bias[0] if bias else None, stride))


def normalised(step, x):
    gamma, beta = weights[step["id"]][:2]
    return F.batch_norm(x, None, None, gamma, beta, training=True, eps=step["params"]["epsilon"])


def dense(step, x):
    kernel, *bias = weights[step["id"]]
    return activated(step["params"]["activation"], F.linear(x, kernel, bias[0] if bias else None))


def pooled(step, x):
    p = step["params"]
    assert p["padding"] == "valid" and p["rounding"] == "floor", step
    pool = F.avg_pool2d if step["kind"] == "avgPool" else F.max_pool2d
    return pool(x, pair(p["size"]), pair(p["stride"]))


kinds = {
    "conv2d": convolved,
    "bottleneck": convolved,
    "batchNorm": normalised,
    "dense": dense,
    "avgPool": pooled,
    "maxPool": pooled,
    "activation": lambda step, x: activated(step["params"]["function"], x),
    # Values of a picture lie in the order height, width, channels.
    "flatten": lambda step, x: x.permute(0, 2, 3, 1).flatten(1),
    "globalAvgPool": lambda step, x: x.mean((2, 3)),
    "add": lambda step, *xs: sum(xs),
    "classifier": lambda step, x: x,
}


def logits(images):
    made = {}
    for step in steps:
        given = [made[name] for name in step["inputs"]]
        made[step["id"]] = kinds[step["kind"]](step, *given) if given else images
    return made[steps[-1]["id"]]


learned = [w for step in steps for w in weights[step["id"]][: 2 if step["kind"] == "batchNorm" else None]]
make = {
    "adam": lambda: torch.optim.Adam(learned, asked["rate"], eps=1e-7),
    "momentum": lambda: torch.optim.SGD(learned, asked["rate"], momentum=0.9),
}
optimizer = make[asked["optimizer"]]()
images = array(asked["images"], numpy.uint8, [-1] + asked["imageShape"]).permute(0, 3, 1, 2).float() / 255
labels = array(asked["labels"], numpy.uint8, [-1]).long()
losses = []
for batch in asked["batches"]:
    optimizer.zero_grad()
    loss = F.cross_entropy(logits(images[batch]), labels[batch])
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
json.dump(losses, sys.stdout)
