import { describe, expect, it } from 'vitest';
import { dragged, panBy, zoomBy, zoomKey } from './zoom';

const full = [0, 1000] as const;

describe('zoom', () => {
  it('comes closer around a centre and goes back to all', () => {
    expect(zoomBy(full, full, 0.5)).toEqual([250, 750]);
    expect(zoomBy(full, full, 0.5, 0)).toEqual([0, 500]);
    expect(zoomBy([250, 750], full, 2)).toBeUndefined();
    expect(zoomBy([0, 400], full, 2)).toEqual([0, 800]);
  });

  it('comes no closer than the picture can show', () => {
    const [from, to] = zoomBy([500, 500.6], full, 0.01) ?? [0, 0];
    expect(to - from).toBeCloseTo(0.5, 9);
  });

  it('moves within the whole', () => {
    expect(panBy([200, 400], full, 0.5)).toEqual([300, 500]);
    expect(panBy([200, 400], full, -9)).toEqual([0, 200]);
    expect(zoomKey('End', [200, 400], full)).toEqual([800, 1000]);
  });

  it('knows its keys and no others', () => {
    expect(zoomKey('+', full, full)).toEqual([250, 750]);
    expect(zoomKey('Escape', [250, 750], full)).toBeUndefined();
    expect(zoomKey('ArrowRight', [250, 750], full)).toEqual([350, 850]);
    expect(zoomKey('a', full, full)).toBe('none');
  });

  it('takes a drag either way, and not a click', () => {
    expect(dragged(700, 300, full)).toEqual([300, 700]);
    expect(dragged(-50, 100, full)).toEqual([0, 100]);
    expect(dragged(300, 300, full)).toBeUndefined();
  });
});
