// Sample images of a data set painted onto one canvas: rows are classes, columns samples.
import type { DataSet } from '../../data/dataSet';
import { type RgbaPicture, type SampleView, samplePicture } from './samplePicture';

/** CSS pixels between tiles. */
export const tileGap = 3;

/** CSS pixels of a tile's side: whole multiples of small images, so that each image pixel is as large as the next. */
export function tileSize(imageShape: DataSet['imageShape']): number {
  const side = Math.max(imageShape[0], imageShape[1]);
  if (side > 36) return 40;
  return side * Math.max(1, Math.floor(32 / side));
}

/** Paints `samples[class][column]` and sizes the canvas for this screen's pixels. */
export function drawSamples(
  canvas: HTMLCanvasElement,
  dataSet: DataSet,
  samples: readonly (readonly number[])[],
  view: SampleView,
): void {
  const [height, width] = dataSet.imageShape;
  const tile = tileSize(dataSet.imageShape);
  const columns = Math.max(1, ...samples.map((row) => row.length));
  const ratio = window.devicePixelRatio || 1;
  const cssWidth = columns * (tile + tileGap) - tileGap;
  const cssHeight = samples.length * (tile + tileGap) - tileGap;
  canvas.width = Math.round(cssWidth * ratio);
  canvas.height = Math.round(cssHeight * ratio);
  canvas.style.width = `${cssWidth}px`;
  canvas.style.height = `${cssHeight}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingEnabled = Math.max(height, width) > tile;
  const scale = (tile / Math.max(height, width)) * ratio;
  samples.forEach((row, c) => {
    row.forEach((index, column) => {
      const x = Math.round(column * (tile + tileGap) * ratio);
      const y = Math.round(c * (tile + tileGap) * ratio);
      // A small picture fills the place of the image that it is made from.
      context.drawImage(
        stampOf(samplePicture(dataSet, index, view)),
        x,
        y,
        Math.round(width * scale),
        Math.round(height * scale),
      );
    });
  });
}

function stampOf({ width, height, rgba }: RgbaPicture): OffscreenCanvas {
  const stamp = new OffscreenCanvas(width, height);
  stamp.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return stamp;
}
