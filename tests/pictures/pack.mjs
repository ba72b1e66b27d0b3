// Packs the pictures without losing a pixel: the browser writes them in haste, with an alpha channel that they do not
// use. The last step of `npm run pictures`.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

const here = new URL('.', import.meta.url).pathname;
const colour = 2;
/** Every row as it is: flat areas and text repeat themselves, which deflate finds better than any filter. */
const unfiltered = 0;

let total = 0;
for (const name of readdirSync(here, { recursive: true }).filter((each) => each.endsWith('.png'))) {
  const path = `${here}${name}`;
  const packed = PNG.sync.write(PNG.sync.read(readFileSync(path)), {
    colorType: colour,
    inputHasAlpha: true,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: unfiltered,
  });
  if (packed.length < statSync(path).size) writeFileSync(path, packed);
  total += statSync(path).size;
}
console.log(`${(total / 1e6).toFixed(2)} MB of pictures`);
