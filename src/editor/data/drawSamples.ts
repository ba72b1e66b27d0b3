// Sample images of a data set painted onto one canvas: rows are classes, columns samples.
import type { DataSet } from '../../data/dataSet';

/** CSS pixels between tiles. */
export const tileGap = 3;

/** CSS pixels of a tile's side: whole multiples of small images, so that each image pixel is as large as the next. */
export function tileSize(imageShape: DataSet['imageShape']): number {
  const side = Math.max(imageShape[0], imageShape[1]);
  if (side > 36) return 40;
  return side * Math.max(1, Math.floor(32 / side));
}

/** RGBA of one training image. One channel is grey, three are RGB; of any other number the first is shown. */
export function rgbaOf({ train, imageShape }: DataSet, index: number): Uint8ClampedArray<ArrayBuffer> {
  const [height, width, channels] = imageShape;
  const pixels = height * width;
  const rgba = new Uint8ClampedArray(pixels * 4);
  const from = index * pixels * channels;
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++)
      rgba[i * 4 + c] = train.images[from + i * channels + (channels === 3 ? c : 0)] ?? 0;
    rgba[i * 4 + 3] = 255;
  }
  return rgba;
}

/** Paints `samples[class][column]` and sizes the canvas for this screen's pixels. */
export function drawSamples(
  canvas: HTMLCanvasElement,
  dataSet: DataSet,
  samples: readonly (readonly number[])[],
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
  const stamp = new OffscreenCanvas(width, height);
  const stampContext = stamp.getContext('2d');
  if (!context || !stampContext) return;
  context.imageSmoothingEnabled = Math.max(height, width) > tile;
  const scale = (tile / Math.max(height, width)) * ratio;
  samples.forEach((row, c) => {
    row.forEach((index, column) => {
      stampContext.putImageData(new ImageData(rgbaOf(dataSet, index), width, height), 0, 0);
      const x = Math.round(column * (tile + tileGap) * ratio);
      const y = Math.round(c * (tile + tileGap) * ratio);
      context.drawImage(stamp, x, y, Math.round(width * scale), Math.round(height * scale));
    });
  });
}
