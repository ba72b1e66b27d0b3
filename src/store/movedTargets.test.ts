// Numbers that measure places forbid whatever moves things; classes, labels, masks and images do not.
import { describe, expect, test } from 'vitest';
import { defaultTraining } from '../graph/document';
import { planOf } from '../model/plan.fixture';
import { movedTargets } from './movedTargets';

const image = ['image', 'input', { height: 8, width: 8, channels: 1 }] as const;
const regressor = planOf([
  [...image],
  ['flat', 'flatten'],
  ['place', 'dense', { units: 2 }],
  ['box', 'regression', { values: 2 }],
]);
const conditioned = planOf([
  [...image],
  ['flat', 'flatten'],
  ['numbers', 'vectorInput', { source: 'values', values: 2 }, []],
  ['joined', 'concat', {}, ['flat', 'numbers']],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier'],
]);
const others = planOf([
  [...image],
  ['maps', 'conv2d', { filters: 2, kernel: 3, activation: 'none' }],
  ['mask', 'pixelClassifier', { classes: 2 }],
  ['pixels', 'conv2d', { filters: 1, kernel: 3, activation: 'none' }, ['image']],
  ['picture', 'reconstruction', {}],
  ['flat', 'flatten', {}, ['image']],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier'],
  ['tags', 'dense', { units: 3 }, ['flat']],
  ['labels', 'multiLabel', { labels: 3 }],
]);

const moving = [{ mirror: true }, { shift: 1 }, { rotation: 5 }];

describe.each([
  ['an output of numbers', regressor, 'box'],
  ['an input of numbers', conditioned, 'numbers'],
])('%s', (_, plan, name) => {
  test.each(moving)('is named when images move by %j, and the remedy mends it', (how) => {
    const training = { ...defaultTraining, ...how };
    const problem = movedTargets(plan, training);
    expect(problem?.code).toBe('augment-moves-places');
    expect(problem?.message).toContain(`The numbers of “${name}”`);
    const [fix] = problem?.fixes ?? [];
    expect(fix?.edits).toEqual([]);
    expect(movedTargets(plan, { ...training, ...fix?.training })).toBeUndefined();
  });

  test('stays right while nothing moves: light and cut-out squares are allowed', () => {
    const training = { ...defaultTraining, brightness: 1, contrast: 1, cutout: 8 };
    expect(movedTargets(plan, training)).toBeUndefined();
    expect(movedTargets(plan, defaultTraining)).toBeUndefined();
  });
});

test.each(moving)('classes, labels, masks and images may move by %j', (how) => {
  expect(movedTargets(others, { ...defaultTraining, ...how })).toBeUndefined();
});
