// Training images changed as they are gathered: one dispatch from the table on the device to the batch, where the
// processor would have to compute and upload them at every step.
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { lightSteps, placeSteps, placesAt, recipeAt } from '../../lib/recipe';
import {
  type ApplyRecipesAttrs,
  type ApplyRecipesInputs,
  applyRecipes as imagesName,
  moveMasks as masksName,
} from '../ops/names';
import { addKernel } from './override';
import { groupsFor, type Program, run, sizeOf } from './program';

const sizes = [
  'size',
  'height',
  'width',
  'channels',
  'edge',
  'turned',
  'columnByX',
  'rowByX',
  'columnByY',
  'rowByY',
  'values',
] as const;
type Size = (typeof sizes)[number];

const workgroup = 64;

/** `pixelOf`: of a row and column its number in the image, −1 where zeros lie; `placeOf`: column and row in steps. */
const declarations = `
fn pixelOf(row: i32, column: i32) -> i32 {
  let r = clamp(row, 0, u.height - 1);
  let c = clamp(column, 0, u.width - 1);
  if (u.edge == 0 && (r != row || c != column)) { return -1; }
  return r * u.width + c;
}
fn placeOf(recipe: i32, x: i32, y: i32) -> vec2i {
  return vec2i(
    i32(recipes[recipe + u.columnByX + x]) + i32(recipes[recipe + u.columnByY + y]),
    i32(recipes[recipe + u.rowByX + x]) + i32(recipes[recipe + u.rowByY + y]),
  );
}`;

/** As `changeImage` of `data/recipe.ts`, a thread for each value. */
const change: Program<Size> = {
  name: 'ConvasApplyRecipes',
  reads: [{ name: 'images' }, { name: 'recipes' }],
  writes: [{ name: 'changed' }],
  sizes,
  workgroup: [workgroup, 1, 1],
  declarations: `${declarations}
fn byteAt(image: i32, row: i32, column: i32, channel: i32) -> i32 {
  let pixel = pixelOf(row, column);
  if (pixel < 0) { return 0; }
  return i32(round(images[(image * u.height * u.width + pixel) * u.channels + channel] * 255.0));
}`,
  body: `
  if (index >= u.size) { return; }
  let channel = index % u.channels;
  let x = index / u.channels % u.width;
  let y = index / (u.channels * u.width) % u.height;
  let recipe = index / (u.channels * u.width * u.height) * u.values;
  let image = i32(recipes[recipe + ${recipeAt.index}]);
  let hole = recipe + ${recipeAt.hole};
  let within = f32(x) >= recipes[hole] && f32(x) < recipes[hole + 1];
  let beneath = f32(y) >= recipes[hole + 2] && f32(y) < recipes[hole + 3];
  let place = placeOf(recipe, x, y);
  let corner = vec2i(place.x >> 8u, place.y >> 8u);
  let part = place & vec2i(${placeSteps - 1});
  var seen = byteAt(image, corner.y, corner.x, channel);
  if (u.turned == 1) {
    let beside = byteAt(image, corner.y, corner.x + 1, channel);
    let below = byteAt(image, corner.y + 1, corner.x, channel);
    let across = byteAt(image, corner.y + 1, corner.x + 1, channel);
    let upper = seen * (${placeSteps} - part.x) + beside * part.x;
    let lower = below * (${placeSteps} - part.x) + across * part.x;
    seen = (upper * (${placeSteps} - part.y) + lower * part.y + ${placeSteps ** 2 / 2}) >> 16u;
  }
  let factor = i32(recipes[recipe + ${recipeAt.factor}]);
  let add = i32(recipes[recipe + ${recipeAt.add}]);
  let lit = clamp((seen * factor + add + ${lightSteps / 2}) >> 14u, 0, 255);
  changed[index] = select(f32(lit) / 255.0, 0.0, within && beneath);`,
};

/** As `moveMask` of `data/recipe.ts`, a thread for each pixel. */
const move: Program<Size> = {
  name: 'ConvasMoveMasks',
  reads: [{ name: 'masks', type: 'i32' }, { name: 'recipes' }],
  writes: [{ name: 'moved', type: 'i32' }],
  sizes,
  workgroup: [workgroup, 1, 1],
  declarations,
  body: `
  if (index >= u.size) { return; }
  let x = index % u.width;
  let y = index / u.width % u.height;
  let recipe = index / (u.width * u.height) * u.values;
  let nearest = placeOf(recipe, x, y) + ${placeSteps / 2};
  let pixel = pixelOf(nearest.y >> 8u, nearest.x >> 8u);
  let first = i32(recipes[recipe + ${recipeAt.index}]) * u.height * u.width;
  moved[index] = select(masks[first + max(pixel, 0)], 0, pixel < 0);`,
};

function dispatch(
  backend: WebGPUBackend,
  program: Program<Size>,
  { table, recipes }: ApplyRecipesInputs,
  { height, width, channels, edge, turned }: ApplyRecipesAttrs,
  type: 'float32' | 'int32',
) {
  const [batch = 0, values = 0] = recipes.shape;
  const out = backend.makeTensorInfo([batch, ...table.shape.slice(1)], type);
  const { length: _, ...places } = placesAt(height, width);
  const size = sizeOf(out);
  run(backend, program, {
    reads: [table, recipes],
    writes: [out],
    uniforms: {
      size,
      height,
      width,
      channels,
      edge: edge ? 1 : 0,
      turned: turned ? 1 : 0,
      values,
      ...places,
    },
    groups: groupsFor(size, workgroup),
  });
  return out;
}

export const applyRecipes = addKernel<ApplyRecipesInputs, ApplyRecipesAttrs>(
  imagesName,
  [change],
  ({ inputs, attrs, backend }) => dispatch(backend, change, inputs, attrs, 'float32'),
);

export const moveMasks = addKernel<ApplyRecipesInputs, ApplyRecipesAttrs>(
  masksName,
  [move],
  ({ inputs, attrs, backend }) => dispatch(backend, move, inputs, attrs, 'int32'),
);
