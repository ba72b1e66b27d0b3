// The bench on a GPU, one command: bundles the benchmark for Dawn in Node with all that it needs, and runs it here unless
// it is to be carried to the machine that has the GPU. The npm package `webgpu` is not one of this project's: name where
// it lies.
//
//   node tests/bench/gpu/run.mjs --webgpu PATH/TO/node_modules/webgpu   bundle and run here
//   node tests/bench/gpu/run.mjs --webgpu … --carry FOLDER               bundle into FOLDER; run `sh run.sh` there
//   node tests/bench/gpu/run.mjs --smoke                                 run on plain JavaScript, to try the runner itself
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const here = new URL('.', import.meta.url).pathname;
const { values } = parseArgs({
  options: { webgpu: { type: 'string' }, carry: { type: 'string' }, smoke: { type: 'boolean' } },
});
if (!values.webgpu && !values.smoke) {
  console.error('Name the folder of the npm package `webgpu`: --webgpu PATH (or --smoke to try the runner).');
  process.exit(2);
}
if (values.webgpu && !existsSync(join(values.webgpu, 'package.json'))) {
  console.error(
    `There is no npm package at ${values.webgpu}: install \`webgpu\` in a folder of its own and name it.`,
  );
  process.exit(2);
}

const out = values.carry ? resolve(values.carry) : mkdtempSync(join(tmpdir(), 'convas-gpu-'));
mkdirSync(out, { recursive: true });
await build({
  root: `${here}../../..`,
  configFile: `${here}../../../vite.config.ts`,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: `${here}bench.ts`,
    outDir: out,
    emptyOutDir: false,
    minify: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } },
  },
});
copyFileSync(`${here}torch_gpu.py`, join(out, 'torch_gpu.py'));
copyFileSync(`${here}../torch_rows.py`, join(out, 'torch_rows.py'));
if (values.webgpu) cpSync(values.webgpu, join(out, 'webgpu'), { recursive: true });
writeFileSync(
  join(out, 'run.sh'),
  `#!/bin/sh
# Beside the files here the machine needs Node and, where the driver brings none, a Vulkan loader: name the driver's own
# description in VK_DRIVER_FILES.
cd "$(dirname "$0")" && "\${NODE:-node}" bench.mjs ./webgpu "$@"
`,
);
if (values.carry) {
  console.log(`Carry ${out} to the machine with the GPU and run \`sh run.sh\` there.`);
} else {
  const { status } = spawnSync(process.execPath, ['bench.mjs', values.smoke ? 'smoke' : './webgpu'], {
    cwd: out,
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
