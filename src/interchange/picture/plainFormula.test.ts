// Formulas of notes in a picture read as they would be said, or stay as they were typed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainFormula } from './plainFormula';

describe('plainFormula', () => {
  it.each([
    ['k \\times k', 'k × k'],
    ['(25 \\cdot 6 + 1) \\cdot 16 = 2416', '(25 · 6 + 1) · 16 = 2416'],
    ['(k^2 c + 1)\\,f', '(k² c + 1) f'],
    ['129{,}024', '129,024'],
    ['\\frac{1}{4}\\sum x', '1/4∑ x'],
    ['\\frac{a + b}{\\sqrt{2}}', '(a + b)/(√2)'],
    ['x_{ij}^{n+1}', 'x_ij^(n+1)'],
    ['\\left(\\frac{\\partial F}{\\partial x} + 1\\right)', '((∂ F)/(∂ x) + 1)'],
    ['\\mathcal{L} = -\\log p', 'L = -log p'],
  ])('writes %s as %s', (source, plain) => {
    expect(plainFormula(source)).toBe(plain);
  });

  it('answers with nothing where letters do not suffice', () => {
    expect(plainFormula('\\begin{matrix} a & b \\end{matrix}')).toBeUndefined();
    expect(plainFormula('\\unknown x')).toBeUndefined();
  });

  it('leaves no sign of TeX and ends, whatever is typed', () => {
    const piece = fc.constantFrom(
      '\\frac',
      '\\sqrt',
      '\\sum',
      '{',
      '}',
      '^',
      '_',
      'x',
      '2',
      ' ',
      '\\',
      '\\left(',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(plainFormula(pieces.join('')) ?? '').not.toMatch(/[\\{}]/);
      }),
    );
  });
});
