// Whether Python has PyTorch here, asked once and without loading it, which takes seconds.
import { spawnSync } from 'node:child_process';

export const python = '/usr/bin/python3';

const question = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("torch") is None)';

export const torchFound = spawnSync(python, ['-c', question]).status === 0;
