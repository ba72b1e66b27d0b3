import { describe, expect, it } from 'vitest';
import { choice, flag, int, number } from '../../../layers/fields';
import { layers } from '../../../layers/index';
import { arrangeFields } from './arrangeFields';

const about = { help: '' };
const fields = {
  units: int('Units', { ...about, default: 8 }),
  source: choice('Source', ['image', 'noisy'], { ...about, default: 'image', advanced: true }),
  noise: number('Noise', {
    ...about,
    default: 0.3,
    min: 0,
    max: 1,
    step: 0.1,
    advanced: true,
    shownWhen: { field: 'source', is: ['noisy'] },
  }),
  clip: flag('Clip', { ...about, default: true, shownWhen: { field: 'noise', is: [0.3] } }),
};
const names = (shown: readonly { name: string }[]) => shown.map(({ name }) => name);

describe('arrangeFields', () => {
  it('folds the advanced away, and leaves out what has no effect', () => {
    const { plain, advanced, changed } = arrangeFields(fields, { units: 4 });
    expect([names(plain), names(advanced), changed]).toEqual([['units'], ['source'], 0]);
    expect(plain[0]?.value).toBe(4);
  });

  it('shows a field once another gives it effect, and counts what is not at its default', () => {
    const { plain, advanced, changed } = arrangeFields(fields, { source: 'noisy', noise: 0.5 });
    expect([names(plain), names(advanced), changed]).toEqual([['units'], ['source', 'noise'], 2]);
  });

  it('hides a field whose decider is hidden itself', () => {
    expect(names(arrangeFields(fields, {}).plain)).not.toContain('clip');
    expect(names(arrangeFields(fields, { source: 'noisy' }).plain)).toContain('clip');
  });

  it('finds the decider of every layer’s every dependent field', () => {
    for (const layer of Object.values(layers))
      for (const [name, { shownWhen }] of Object.entries(layer.fields))
        if (shownWhen)
          expect([layer.kind, name, Object.keys(layer.fields)]).toContainEqual(
            expect.arrayContaining([shownWhen.field]),
          );
  });
});
