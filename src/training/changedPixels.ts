// A step's batch of changed images and masks. Where their tables lie on the device they are gathered and changed there,
// and only the recipes cross over, a few hundred numbers an image. Where nothing is resident (WASM, plain JavaScript) the
// processor changes bytes in the memory that the backend reads anyway: one pass, where stock operations would make some
// thirty over floats.
import { augmented, moves, recipesOf } from '../data/augment';
import type { ImageSplit } from '../data/dataSet';
import { greyWeights, smallBlock } from '../data/derive';
import { applyRecipes, moveMasks } from '../kernels/ops/applyRecipes';
import type { Tf } from '../layers/tfTypes';
import { seedOf } from '../model/seeds';
import type { Tensor } from './losses';
import type { RunOrder, WireSplit } from './protocol';
import { asNumbers, imagesKey, type Residents, type Source } from './residents';

/** Gives the rows of an array that follows from pixels, as this step sees them. */
export type ChangedPixels = (source: Source) => Tensor;

/** The images at `indices` as step `step` (from 1) changes them; undefined where the settings change nothing. */
export function changedPixels(
  tf: Tf,
  order: RunOrder,
  indices: Uint32Array,
  step: number,
  residents?: Residents,
): ChangedPixels | undefined {
  const { settings, imageShape, train } = order;
  const { augment } = settings;
  if (!augment) return undefined;
  const seed = seedOf(settings.seed, 'augment', step);
  const how = { edge: augment.shiftFill === 'edge', turned: (augment.rotation ?? 0) > 0 };
  const places = Uint32Array.from(indices, (_, i) => i);
  const split = once(() => augmented(train as ImageSplit, indices, imageShape, augment, seed) as WireSplit);
  const recipes = once(() => {
    const rows = recipesOf(indices, imageShape, augment, seed);
    return tf.tensor2d(rows, [indices.length, rows.length / indices.length]);
  });
  const images = once(() => {
    const table = residents?.table(imagesKey);
    return table && applyRecipes(tf, table, recipes(), how);
  });
  const masks = (key: string): Tensor | undefined => {
    const table = residents?.table(key);
    if (!table) return undefined;
    // Light and holes leave masks as they are.
    return moves(augment)
      ? moveMasks(tf, table, recipes(), how)
      : residents?.rows(key, tf.tensor1d(Int32Array.from(indices), 'int32'));
  };
  const moved = new Map<string, Tensor | undefined>();
  const masksOnce = (key: string): Tensor | undefined => {
    if (!moved.has(key)) moved.set(key, masks(key));
    return moved.get(key);
  };
  return ({ key, shape, form, values }) => {
    const here = onDevice(tf, form, shape, images, () =>
      masksOnce(form === 'one-hot' ? asNumbers(key) : key),
    );
    if (here) return tf.reshape(here, [indices.length, ...shape]);
    const uploaded = values(split(), places);
    const type = uploaded instanceof Int32Array ? 'int32' : 'float32';
    return tf.tensor(uploaded, [indices.length, ...shape], type);
  };
}

/** An array made on the device of the changed images or masks; undefined where they are not there. */
function onDevice(
  tf: Tf,
  form: Source['form'],
  shape: Source['shape'],
  images: () => Tensor | undefined,
  masks: () => Tensor | undefined,
): Tensor | undefined {
  switch (form) {
    case 'image':
      return images();
    case 'grey': {
      const seen = images();
      const weights = greyWeights(seen?.shape.at(-1) ?? 1);
      return seen && (weights.length === 1 ? seen : tf.sum(tf.mul(seen, tf.tensor1d([...weights])), -1));
    }
    case 'small': {
      const seen = images();
      return seen && tf.avgPool(seen as ReturnType<Tf['tensor4d']>, smallBlock, smallBlock, 'valid');
    }
    case 'classes':
      return masks();
    case 'one-hot': {
      const seen = masks();
      return seen && tf.oneHot(seen as ReturnType<Tf['tensor3d']>, shape.at(-1) ?? 0, 1, 0, 'float32');
    }
    default:
      return undefined;
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
