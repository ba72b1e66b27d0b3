import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensorVolume, volumeRoom, volumeScale } from './tensorVolume';

const extent = fc.integer({ min: 1, max: 65_536 });
const shape = fc.oneof(fc.tuple(extent, extent, extent), fc.tuple(extent));
const vgg = volumeScale([[224, 224, 3], [7, 7, 512], [4096]]);

const faceOf = (of: readonly number[]) => {
  const volume = tensorVolume(of, vgg);
  if (volume?.form !== 'box') throw new Error('no box');
  const [a, b, c] = volume.face;
  return {
    width: (b?.[0] ?? 0) - (a?.[0] ?? 0),
    height: (c?.[1] ?? 0) - (b?.[1] ?? 0),
    depth: volume.end[1]?.[0] ?? 0,
  };
};

describe('pictures of tensors', () => {
  it('fit into their room, every corner within the picture', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 12 }), (shapes) => {
        const scale = volumeScale(shapes);
        for (const one of shapes) {
          const volume = tensorVolume(one, scale);
          expect(volume).toBeDefined();
          if (!volume) return;
          expect(volume.width).toBeLessThanOrEqual(volumeRoom.width);
          expect(volume.height).toBeLessThanOrEqual(volumeRoom.height);
          if (volume.form === 'bar') continue;
          for (const [x, y] of [...volume.face, ...volume.top, ...volume.end]) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(volume.width + 1e-9);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(volume.height + 1e-9);
          }
        }
      }),
    );
  });

  it('are never smaller for a larger tensor of the same drawing', () => {
    fc.assert(
      fc.property(extent, extent, fc.nat(65_536), (side, channels, more) => {
        const larger = Math.min(65_536, side + more);
        const scale = volumeScale([[larger, larger, channels + more]]);
        const [small, large] = [
          tensorVolume([side, side, channels], scale),
          tensorVolume([larger, larger, channels + more], scale),
        ];
        expect(small?.width).toBeLessThanOrEqual(large?.width ?? 0);
        expect(small?.height).toBeLessThanOrEqual(large?.height ?? 0);
      }),
    );
  });

  it('tell the wide and shallow image from the small and deep maps of VGG', () => {
    const [image, maps] = [faceOf([224, 224, 3]), faceOf([7, 7, 512])];
    expect(image.height).toBeGreaterThan(5 * maps.height);
    expect(maps.depth - maps.width).toBeGreaterThan(5 * (image.depth - image.width));
    expect(faceOf([56, 112, 8]).width).toBeGreaterThan(faceOf([56, 112, 8]).height);
  });

  it('draw vectors as bars, and nothing where there is no tensor', () => {
    expect(tensorVolume([4096], vgg)?.form).toBe('bar');
    expect(tensorVolume([1000], vgg)?.width).toBeLessThan(tensorVolume([4096], vgg)?.width ?? 0);
    expect(tensorVolume([], vgg)).toBeUndefined();
  });
});
