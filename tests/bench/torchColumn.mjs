// The process that trains in PyTorch, asked line by line; a machine without PyTorch goes without the column.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

const script = new URL('torch_rows.py', import.meta.url).pathname;

/** A Python that has PyTorch; BENCH_PYTHON names another. */
function findPython() {
  const candidates = [process.env.BENCH_PYTHON, '/usr/bin/python3', 'python3', 'python'];
  return candidates.find((python) => python && spawnSync(python, ['-c', 'import torch']).status === 0);
}

/** Starts PyTorch; undefined where there is none. */
export function startTorch() {
  const python = findPython();
  if (!python) return undefined;
  // Threads that wait without spinning: on a machine that does other work as well, spinning costs nine tenths of the speed.
  const env = { OMP_WAIT_POLICY: 'PASSIVE', ...process.env };
  const child = spawn(python, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command) => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('PyTorch ended without an answer');
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  };
  return {
    /** Builds the plan's network; answers with PyTorch's version. */
    open: async (plan, batch) => {
      const { weights, version } = await ask({ plan, batch });
      if (weights !== plan.totals.trainable)
        throw new Error(`The network in PyTorch has ${weights} weights, the plan ${plan.totals.trainable}`);
      return version;
    },
    spell: async (threads, seconds) => (await ask({ threads, seconds })).imagesPerSecond,
    end: () => child.stdin.end(),
  };
}
