import { describe, expect, it } from 'vitest';
import { fileNameOf } from './saveTarget';

describe('fileNameOf', () => {
  it('makes a title a plain file name', () => {
    expect(fileNameOf('Mini Inception')).toBe('mini-inception.convas.json');
    expect(fileNameOf('  Réseau n° 5 / été ')).toBe('reseau-n-5-ete.convas.json');
    expect(fileNameOf('../../etc/passwd')).toBe('etc-passwd.convas.json');
  });

  it('names a file even where the title gives nothing', () => {
    expect(fileNameOf('')).toBe('drawing.convas.json');
    expect(fileNameOf('***')).toBe('drawing.convas.json');
  });
});
