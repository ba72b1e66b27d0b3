// The filter gradient where there are few weights, as in a first layer: a tile would be empty for the most part, so each
// thread takes one weight over some lines of the batch. The stock kernel's way, but split, and without a test a pixel.
import { type ConvolutionSize, convolutionSizes } from './convolutionSizes';
import type { Program } from './program';

/** `dw[part, m, o] = Σ x[r, m]·dy[r, o]` over the lines part, part + parts, … of all output lines of the batch. */
export const byWeight: Program<ConvolutionSize | 'lines' | 'parts'> = {
  name: 'ConvasFilterGradientByWeight',
  reads: [{ name: 'x' }, { name: 'dy' }],
  writes: [{ name: 'dw' }],
  sizes: [...convolutionSizes, 'lines', 'parts'],
  workgroup: [64, 1, 1],
  body: `
  let columns = u.weights * u.outputs;
  if (index >= columns * u.parts) { return; }
  let o = index % u.outputs;
  let m = index / u.outputs % u.weights;
  let tap = m / u.inputs;
  let i = tap / u.filterWidth - u.top;
  let j = tap % u.filterWidth - u.left0;
  // The first and last output column whose tap lies in the image.
  let first = max(u.strideX - 1 - j, 0) / u.strideX;
  let last = min((u.width - 1 - j + u.strideX) / u.strideX - 1, u.outWidth - 1);
  var sum = 0.0;
  for (var line = index / columns; line < u.lines; line += u.parts) {
    let row = line % u.outHeight * u.strideY + i;
    if (row < 0 || row >= u.height) { continue; }
    var at = ((line / u.outHeight * u.height + row) * u.width + first * u.strideX + j) * u.inputs + m % u.inputs;
    var given = (line * u.outWidth + first) * u.outputs + o;
    for (var q = first; q <= last; q++) {
      sum += x[at] * dy[given];
      at += u.strideX * u.inputs;
      given += u.outputs;
    }
  }
  dw[index] = sum;`,
};

/** Threads to be wanted in all, and the fewest lines that are worth a thread. */
const mostThreads = 32_768;
const fewestLines = 4;

export function linePartsOf(weights: number, lines: number): number {
  return Math.max(1, Math.min(Math.ceil(mostThreads / weights), Math.floor(lines / fewestLines)));
}
