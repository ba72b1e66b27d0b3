import { expect, it } from 'vitest';
import { fitText, textWidth } from './textWidth';

it('grows with the text, its size and its weight', () => {
  expect(textWidth('conv10', 13)).toBeGreaterThan(textWidth('conv1', 13));
  expect(textWidth('conv1', 26)).toBeCloseTo(2 * textWidth('conv1', 13));
  expect(textWidth('conv1', 13, 600)).toBeGreaterThan(textWidth('conv1', 13));
  expect(textWidth('', 13)).toBe(0);
});

it('counts marks upon letters as nothing and East Asian letters as squares', () => {
  expect(textWidth('e\u0301', 10)).toBe(textWidth('e', 10));
  expect(textWidth('層', 10)).toBeGreaterThanOrEqual(10);
});

it('leaves alone what fits, and shortens what does not to the room', () => {
  expect(fitText('conv1', { size: 13, room: 100 })).toBe('conv1');
  for (const room of [20, 40, 80, 120]) {
    const shown = fitText('a-long-name-of-a-layer-that-goes-on-and-on', { size: 13, weight: 600, room });
    expect(shown).toContain('…');
    expect(textWidth(shown, 13, 600)).toBeLessThanOrEqual(room * 1.001);
  }
});

it('keeps the end of a name, and never half of a character', () => {
  expect(fitText('stage3-block12-conv2', { size: 13, room: 90, cut: 'middle' })).toMatch(/^stage.*….*v2$/);
  expect(fitText('𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞', { size: 13, room: 50 })).toMatch(/^(?:𝄞)*…$/u);
  expect(fitText('wide', { size: 13, room: 1 })).toBe('…');
});
