// Which networks train on the built-in data while one waits. Apart from the gallery's entries, so that the test that
// trains those networks asks the very rule by which they are marked.
import type { TrainingSettings } from '../../graph/document';
import { sameShape } from '../../layers/merging';
import type { Plan } from '../../plan/plan';
import { type SampleSizes, sourceShape } from '../../plan/sourceShape';

/**
 * Multiply-accumulates of the forward pass over a whole training. On two cores with WebAssembly the built-in networks
 * train at one to two billion a second (tests/bench), so that these take one to two minutes.
 */
const quickWork = 1.2e11;
/** Images of each built-in data set's training part. */
const builtInImages = 6000;

const builtIn: Readonly<Record<string, SampleSizes>> = {
  digits: { imageShape: [28, 28, 1], classes: 10, values: 4 },
  shapes: { imageShape: [32, 32, 3], classes: 10, values: 3 },
};

/** Whether a plan takes the built-in data that its settings name, and trains on it within a minute or two. */
export function isQuick(
  { totals: { macs, trainable }, inputs, steps }: Plan,
  { data, epochs, trainingImages }: TrainingSettings,
): boolean {
  const sizes = builtIn[data];
  if (!sizes) return false;
  const images = trainingImages === 0 ? builtInImages : Math.min(trainingImages, builtInImages);
  const fed = steps.filter(({ id }) => inputs.includes(id));
  const fits = fed.every(({ kind, params, outputShape }) =>
    sameShape(outputShape, sourceShape(kind, params, sizes)),
  );
  return fits && trainable < 2e6 && macs * images * epochs <= quickWork;
}
