// Finds a Chromium for the browser tests, so that `npm test` needs no set-up: an installed Chrome or Chromium,
// else Playwright's own, else one installed now (Playwright's download, then the system's package manager).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** Flags that give a machine without a GPU a software WebGPU adapter: right in its results, about 100 times too slow. */
export const softwareWebGpu = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-webgpu-adapter=swiftshader',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function onPath(command) {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.split('\n')[0].trim() : undefined;
}

function installed() {
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return named;
  for (const command of commands) {
    const path = onPath(command);
    if (path) return path;
  }
  const own = chromium.executablePath();
  return [...places, own].find((path) => existsSync(path));
}

/** Path of a Chromium, installing one if there is none; throws with what was tried when none can be had. */
export function chromiumPath() {
  const found = installed();
  if (found) return found;
  console.error('No Chromium found: installing one for the browser tests.');
  const attempts = [
    ['npx', ['playwright', 'install', 'chromium']],
    ['sh', ['-c', 'apt-get update -qq && apt-get install -y -qq chromium']],
    ['sh', ['-c', 'dnf install -y chromium']],
    ['sh', ['-c', 'brew install --cask chromium']],
  ];
  for (const [command, args] of attempts) {
    try {
      execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
    } catch {
      continue;
    }
    const path = installed();
    if (path) return path;
  }
  throw new Error(
    'No Chromium or Chrome was found and none could be installed. Install one, or set CHROMIUM_PATH to its executable.',
  );
}
