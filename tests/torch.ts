// Runs a script under PyTorch for a test in the browser, which cannot start a process itself.
import { spawn } from 'node:child_process';

const python = '/usr/bin/python3';

/** What the script at `path` (in the repository) prints when it is given `input`; undefined where there is no PyTorch. */
export async function torch(path: string, input: string): Promise<string | undefined> {
  const { status, said, wrong } = await run([path], input);
  if (status === null || /^(ModuleNotFound|Import)Error/m.test(wrong)) return undefined;
  if (status !== 0) throw new Error(`${path} ended with ${status}: ${wrong}`);
  return said;
}

interface Ended {
  readonly status: number | null;
  readonly said: string;
  readonly wrong: string;
}

function run(args: readonly string[], input: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(python, [...args], { cwd: new URL('..', import.meta.url).pathname });
    const [out, err]: Buffer[][] = [[], []];
    child.stdout.on('data', (part: Buffer) => out?.push(part));
    child.stderr.on('data', (part: Buffer) => err?.push(part));
    const text = (parts: Buffer[] = []) => Buffer.concat(parts).toString();
    child.on('error', ({ message }) => resolve({ status: null, said: '', wrong: message }));
    child.on('close', (status) => resolve({ status, said: text(out), wrong: text(err) }));
    // A script that ends early closes its input; how it ended is told by `close`.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
