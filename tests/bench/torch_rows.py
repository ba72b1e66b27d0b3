"""The bench's column of PyTorch on the processor, eager and in fp32: the limit that a browser is held against.

Reads one command a line from standard input and answers each with one line of JSON: {"plan": ..., "batch": n} builds the
network of a plan, {"threads": n, "seconds": s} trains it for about so long. Started and ended by torchColumn.mjs.
"""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

ACTIVATIONS = {"none": None, "relu": F.relu}


def same(size_in, kernel, stride):
    """Rows of padding before and after, as TensorFlow's `same` gives them."""
    out = -(-size_in // stride)
    total = max((out - 1) * stride + kernel - size_in, 0)
    return total // 2, total - total // 2


class Windowed:
    """Padding of a convolution or pool: left to the layer where it is symmetric, else laid around the image before."""

    def __init__(self, params, shape, kernel):
        padding = params.get("padding", "same")
        before, after = same(shape[0], kernel, params["stride"]) if padding == "same" else (0, 0)
        if isinstance(padding, int):
            before = after = padding
        self.own = before if before == after else 0
        self.around = None if before == after else (before, after, before, after)

    def pad(self, x, value=0.0):
        return x if self.around is None else F.pad(x, self.around, value=value)


class Network(nn.Module):
    """The plan's steps in order. Channels come first here; weights are counted, not compared, so their order is free."""

    def __init__(self, plan):
        super().__init__()
        self.layers = nn.ModuleDict()
        self.steps = []
        for step in plan["steps"]:
            make = getattr(self, "make_" + step["kind"], None)
            if make is None:
                raise ValueError(f"torch_rows.py has no form of {step['kind']}: add it")
            name = step["id"].replace(".", "_")
            self.steps.append((step["id"], make(name, step), step["inputs"]))
        self.head = plan["heads"][0]["step"]

    def forward(self, image):
        values = {}
        for name, apply, inputs in self.steps:
            values[name] = apply(*[values[i] for i in inputs]) if inputs else image
        return values[self.head]

    def keep(self, name, layer):
        self.layers[name] = layer
        return layer

    def make_input(self, name, step):
        return None

    def make_conv2d(self, name, step):
        p, shape = step["params"], step["inputShapes"][0]
        window = Windowed(p, shape, p["kernel"])
        layer = self.keep(name, nn.Conv2d(shape[2], p["filters"], p["kernel"], p["stride"], window.own, bias=p["bias"]))
        return activated(lambda x: layer(window.pad(x)), p)

    def make_bottleneck(self, name, step):
        p, shape = step["params"], step["inputShapes"][0]
        layer = self.keep(name, nn.Conv2d(shape[2], p["filters"], 1, p["stride"], bias=p["bias"]))
        return activated(layer, p)

    def make_transposedConv2d(self, name, step):
        p, shape = step["params"], step["inputShapes"][0]
        if (p["kernel"], p["stride"], p["padding"]) != (3, 2, "same"):
            raise ValueError("torch_rows.py knows only transposed convolutions of 3, stride 2 and same padding")
        layer = self.keep(name, nn.ConvTranspose2d(shape[2], p["filters"], 3, 2, 1, 1, bias=p["bias"]))
        return activated(layer, p)

    def make_maxPool(self, name, step):
        p = step["params"]
        window = Windowed(p, step["inputShapes"][0], p["size"])
        return lambda x: F.max_pool2d(window.pad(x, -float("inf")), p["size"], p["stride"], window.own)

    def make_avgPool(self, name, step):
        p = step["params"]
        window = Windowed(p, step["inputShapes"][0], p["size"])
        if window.around is not None:
            raise ValueError("torch_rows.py knows no average pool whose padding is not symmetric")
        return lambda x: F.avg_pool2d(x, p["size"], p["stride"], window.own, count_include_pad=False)

    def make_globalAvgPool(self, name, step):
        return lambda x: x.mean((2, 3))

    def make_flatten(self, name, step):
        return lambda x: x.flatten(1)

    def make_dense(self, name, step):
        p = step["params"]
        return activated(self.keep(name, nn.Linear(step["inputShapes"][0][0], p["units"], bias=p["bias"])), p)

    def make_activation(self, name, step):
        return ACTIVATIONS[step["params"]["function"]]

    def make_batchNorm(self, name, step):
        p = step["params"]
        return self.keep(name, nn.BatchNorm2d(step["inputShapes"][0][2], p["epsilon"], 1 - p["momentum"]))

    def make_dropout(self, name, step):
        return self.keep(name, nn.Dropout(step["params"]["rate"]))

    def make_concat(self, name, step):
        return lambda *x: torch.cat(x, 1)

    def make_add(self, name, step):
        return lambda *x: sum(x[1:], x[0])

    def make_classifier(self, name, step):
        return lambda x: x

    make_reconstruction = make_classifier


def activated(layer, params):
    function = ACTIVATIONS[params["activation"]]
    return layer if function is None else lambda x: function(layer(x))


class Training:
    """A network with its optimiser and 2,048 images of noise, which cost as much as any others."""

    def __init__(self, plan, batch):
        torch.manual_seed(1)
        self.batch = batch
        self.network = Network(plan)
        self.optimizer = torch.optim.Adam(self.network.parameters(), 0.001)
        height, width, channels = plan["steps"][0]["outputShape"]
        self.images = torch.rand(2048, channels, height, width)
        self.classes = torch.randint(0, 10, (2048,))
        self.classifies = plan["heads"][0]["target"] == "class"

    def step(self):
        chosen = torch.randint(0, 2048, (self.batch,))
        images = self.images[chosen]
        output = self.network(images)
        loss = (
            F.cross_entropy(output, self.classes[chosen])
            if self.classifies
            else F.binary_cross_entropy_with_logits(output, images)
        )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()

    def spell(self, threads, seconds):
        """Images per second."""
        torch.set_num_threads(threads)
        self.step()
        steps, start = 0, time.perf_counter()
        while True:
            self.step()
            steps += 1
            spent = time.perf_counter() - start
            if spent > seconds:
                return steps * self.batch / spent


def main():
    training = None
    for line in sys.stdin:
        try:
            command = json.loads(line)
            if "plan" in command:
                training = Training(command["plan"], command["batch"])
                weights = sum(w.numel() for w in training.network.parameters())
                answer = {"weights": weights, "version": torch.__version__}
            else:
                answer = {"imagesPerSecond": training.spell(command["threads"], command["seconds"])}
        except Exception as error:  # told to whoever asked, who goes on without this column
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
