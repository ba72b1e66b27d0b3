// `npm test`: every test there is, in one command on a fresh machine. Unit tests in Node, kernel and worker tests in a
// real browser, then the journeys through the built app; ends with one line of counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './chromium.mjs';

const root = new URL('..', import.meta.url).pathname;
const reports = mkdtempSync(join(tmpdir(), 'convas-tests-'));
process.env.CHROMIUM_PATH = chromiumPath();

function run(title, args, env = {}) {
  console.log(`\n── ${title}`);
  return (
    spawnSync('npx', args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    }).status ?? 1
  );
}

function read(file) {
  try {
    return JSON.parse(readFileSync(join(reports, file), 'utf8'));
  } catch {
    return undefined;
  }
}

const total = { passed: 0, failed: 0, skipped: 0 };

function vitest(project) {
  const file = `${project}.json`;
  const status = run(`${project} tests`, [
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
  ]);
  const report = read(file);
  total.passed += report?.numPassedTests ?? 0;
  total.failed += report?.numFailedTests ?? 0;
  total.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that does not load has no failed test of its own, yet the run has failed.
  if (status !== 0 && !(report?.numFailedTests > 0)) total.failed += 1;
}

function journeys() {
  if (run('build', ['vite', 'build', '--logLevel', 'warn']) !== 0) {
    total.failed += 1;
    return;
  }
  const status = run('journeys', ['playwright', 'test', '--config', 'tests/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'journeys.json'),
  });
  const stats = read('journeys.json')?.stats;
  total.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  total.failed += stats?.unexpected ?? 0;
  total.skipped += stats?.skipped ?? 0;
  if (status !== 0 && !(stats?.unexpected > 0)) total.failed += 1;
}

vitest('unit');
vitest('browser');
journeys();

console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
