// `npm test`: every test there is, in one command on a fresh machine. Kernel and worker tests in a real browser, beside them
// unit tests in Node and then the journeys through the built app; ends with one line of counts.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './chromium.mjs';

const root = new URL('..', import.meta.url).pathname;
const reports = mkdtempSync(join(tmpdir(), 'convas-tests-'));
process.env.CHROMIUM_PATH = chromiumPath();

/** Resolves with the exit status; what it says is printed as it comes, or `whole` when it has ended. */
function run(title, args, { env = {}, whole = false } = {}) {
  if (!whole) console.log(`\n── ${title}`);
  return new Promise((resolve) => {
    const child = spawn('npx', args, {
      cwd: root,
      stdio: ['ignore', whole ? 'pipe' : 'inherit', whole ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
    });
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.on('close', (status) => {
      if (whole) console.log(`\n── ${title}\n${Buffer.concat(said)}`);
      resolve(status ?? 1);
    });
  });
}

function read(file) {
  try {
    return JSON.parse(readFileSync(join(reports, file), 'utf8'));
  } catch {
    return undefined;
  }
}

const total = { passed: 0, failed: 0, skipped: 0 };

async function vitest(project, whole = false) {
  const file = `${project}.json`;
  const args = [
    'vitest',
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--project',
    project,
    '--reporter',
    'default',
    '--reporter',
    'json',
    '--outputFile.json',
    join(reports, file),
  ];
  const status = await run(`${project} tests`, args, { whole });
  const report = read(file);
  total.passed += report?.numPassedTests ?? 0;
  total.failed += report?.numFailedTests ?? 0;
  total.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that does not load has no failed test of its own, yet the run has failed.
  if (status !== 0 && !(report?.numFailedTests > 0)) total.failed += 1;
}

async function journeys() {
  const built = process.env.CONVAS_BUILT === 'yes';
  if (!built && (await run('build', ['vite', 'build', '--logLevel', 'warn'])) !== 0) {
    total.failed += 1;
    return;
  }
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'journeys.json') };
  const args = ['playwright', 'test', '--config', 'tests/playwright.config.ts'];
  const status = await run('journeys', args, { env });
  const stats = read('journeys.json')?.stats;
  total.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  total.failed += stats?.unexpected ?? 0;
  total.skipped += stats?.skipped ?? 0;
  if (status !== 0 && !(stats?.unexpected > 0)) total.failed += 1;
}

// The browser's tests leave half of a small machine idle, for longer than the unit tests take.
const inBrowser = vitest('browser', true);
await vitest('unit');
await journeys();
await inBrowser;

console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
