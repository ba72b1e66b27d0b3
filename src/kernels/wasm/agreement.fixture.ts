// Test support: runs one calculation on the CPU backend and on the WASM backend and compares. Apart, so that
// every test means the same by "equal".
import { type Calculation, expectAgreementOn, type Shapes, startBeside } from '../comparison.fixture';
import { registerGradients } from '../gradients/register';
import { setBundledWasmPaths } from './binaries';
import { registerWasmKernels } from './register';

export {
  around,
  expectClose,
  on,
  type Shapes,
  type Values,
  values,
  withGradients,
} from '../comparison.fixture';

/** Starts both backends with our kernels registered. */
export async function startBackends(): Promise<void> {
  setBundledWasmPaths();
  await startBeside('wasm');
  registerGradients();
  registerWasmKernels();
}

/** Asserts that both backends agree on `calculate` for inputs of these shapes. */
export const expectAgreement = (shapes: Shapes, calculate: Calculation, scale = 1): Promise<void> =>
  expectAgreementOn('wasm', shapes, calculate, { scale });
