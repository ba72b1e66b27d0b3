// Convas without a screen: reads a drawing from a file or standard input and says what it costs and what is wrong with
// it. It loads neither React nor tf.js, so that it answers at once.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Inspection, inspectText, unreadable } from './cli/report';
import { reportTable } from './cli/table';

const usage = `Usage: npm run -s convas -- inspect [FILE] [--json]

Reads a Convas template (JSON) from FILE, or from standard input where FILE is
left out or “-”. Prints a table of its nodes with output shape, weights, MACs
and receptive field, its totals for one image, and its problems. Modules are
expanded: a node within one is named by its path (3a/conv5x5).

  --json   print { name, totals, nodes, problems } instead
  --help   print this text

Exit code: 0 the drawing is valid, 1 it has problems, 2 it cannot be read.
`;

interface Request {
  /** `-` for standard input. */
  readonly file: string;
  readonly json: boolean;
}

/** The request in the arguments; a sentence where they make none; undefined where help is asked for. */
function readArguments(args: readonly string[]): Request | string | undefined {
  if (args.includes('--help') || args.includes('-h')) return undefined;
  const [command, ...rest] = args;
  if (command !== 'inspect') {
    return command === undefined
      ? 'No command is given; there is “inspect”.'
      : `There is no command “${command}”; there is “inspect”.`;
  }
  const files: string[] = [];
  let json = false;
  for (const argument of rest) {
    if (argument === '--json') json = true;
    else if (argument.startsWith('-') && argument !== '-')
      return `There is no option “${argument}”; there are --json and --help.`;
    else files.push(argument);
  }
  if (files.length > 1) return `One file is inspected at a time, but ${files.length} are named.`;
  return { file: files[0] ?? '-', json };
}

async function inspect(file: string): Promise<Inspection> {
  const standard = file === '-';
  const name = standard ? 'standard input' : basename(file);
  try {
    return inspectText(await (standard ? text(process.stdin) : readFile(file, 'utf8')), name);
  } catch (fault) {
    if (!isSystemFault(fault)) throw fault;
    return unreadable(name, reasonOf(fault.code, file));
  }
}

const isSystemFault = (fault: unknown): fault is Error & { readonly code: string } =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && 'syscall' in fault;

function reasonOf(code: string, file: string): string {
  switch (code) {
    case 'ENOENT':
      return `There is no file “${file}”: check its name and folder.`;
    case 'EISDIR':
      return `“${file}” is a folder: name one of the files in it.`;
    case 'EACCES':
      return `“${file}” may not be read: change its permissions.`;
    default:
      return `“${file}” cannot be read (${code}).`;
  }
}

async function main(args: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault;
  });
  const request = readArguments(args);
  if (request === undefined) {
    process.stdout.write(usage);
    return;
  }
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const { report, verdict } = await inspect(request.file);
  process.exitCode = verdict;
  if (request.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (verdict === 2) for (const { message } of report.problems) process.stderr.write(`${message}\n`);
  else process.stdout.write(`${reportTable(report)}\n`);
}

await main(process.argv.slice(2));
