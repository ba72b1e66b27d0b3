// What the sample grid shows and says of an image, on a set of two images of 4×4 pixels and on the built-in ones.
import { describe, expect, it } from 'vitest';
import { classColour } from '../../charts/rgba';
import { builtInSet } from '../../data/builtInSets.fixture';
import type { DataSet } from '../../data/dataSet';
import { describeSample, speakSample } from './describeSample';
import { samplePicture } from './samplePicture';

const split = {
  images: Uint8Array.from({ length: 2 * 16 * 3 }, (_, i) => (i < 48 ? 200 : i % 3 === 0 ? 240 : 0)),
  labels: Uint8Array.of(1, 0),
  count: 2,
  masks: Uint8Array.from({ length: 32 }, (_, i) => (i >= 16 && i < 20 ? 2 : 0)),
  values: Float32Array.of(0.25, 0.5, 1, 0),
  attributes: Uint8Array.of(0, 0, 0, 1),
};
const small: DataSet = {
  id: 'test',
  name: 'Test',
  imageShape: [4, 4, 3],
  classNames: ['cat', 'dog'],
  maskNames: ['ground', 'cat', 'dog'],
  valueNames: ['height', 'age'],
  labelNames: ['tame', 'red'],
  train: split,
  test: split,
  source: 'A test.',
};
const { masks: _, values: __, attributes: ___, ...bare } = split;
const { maskNames: _m, valueNames: _v, labelNames: _l, ...plainSet } = { ...small, train: bare };

const pixel = ({ rgba }: { rgba: Uint8ClampedArray }, at: number) => [...rgba.subarray(4 * at, 4 * at + 4)];

describe('samplePicture', () => {
  it('shows the image as it is', () => {
    expect(pixel(samplePicture(small, 0, 'image'), 5)).toEqual([200, 200, 200, 255]);
    expect(pixel(samplePicture(small, 1, 'image'), 5)).toEqual([240, 0, 0, 255]);
  });

  it('tints what the mask covers in its class’s colour, and dims the ground in grey', () => {
    const picture = samplePicture(small, 1, 'mask');
    const colour = classColour(2).match(/\d+/g)?.map(Number) ?? [];
    expect(pixel(picture, 0).slice(0, 3)).toEqual(colour.map((c) => Math.round(0.4 * 80 + 0.6 * c)));
    expect(pixel(picture, 4)).toEqual([44, 44, 44, 255]);
    expect(samplePicture(plainSet, 1, 'mask')).toEqual(samplePicture(plainSet, 1, 'image'));
  });

  it('shows what the input is given: grey, small, and noise that does not flicker', () => {
    expect(pixel(samplePicture(small, 1, { source: 'grey' }), 0)).toEqual([72, 72, 72, 255]);
    const means = samplePicture(small, 1, { source: 'small' });
    expect([means.width, means.height, pixel(means, 0)]).toEqual([1, 1, [240, 0, 0, 255]]);
    const noisy = samplePicture(small, 0, { source: 'noisy', deviation: 0.2 });
    expect(noisy).toEqual(samplePicture(small, 0, { source: 'noisy', deviation: 0.2 }));
    expect(noisy).not.toEqual(samplePicture(small, 0, 'image'));
    expect(samplePicture(small, 0, { source: 'noisy', deviation: 0 })).toEqual(
      samplePicture(small, 0, 'image'),
    );
  });
});

describe('describeSample', () => {
  it('says class, labels, values and what the mask covers', () => {
    expect(speakSample(describeSample(small, 1))).toBe(
      'cat, training image 2; Labels: red; Values: height 1.00, age 0.00; Mask: dog 25 %',
    );
    expect(speakSample(describeSample(small, 0))).toBe(
      'dog, training image 1; Labels: none; Values: height 0.25, age 0.50; Mask: ground',
    );
  });

  it('says of the user’s own images what they have: their class', () => {
    expect(speakSample(describeSample(plainSet, 0))).toBe('dog, training image 1');
  });

  it('tells the truth about a built-in digit', () => {
    const digits = builtInSet('digits');
    const three = digits.train.labels.indexOf(3);
    const { title, facts } = describeSample(digits, three);
    expect(title).toBe('3');
    expect(facts.find(({ name }) => name === 'Labels')?.words).toBe('odd, prime');
    expect(facts.find(({ name }) => name === 'Mask')?.words).toMatch(/^ink \d+ %$/);
  });
});
