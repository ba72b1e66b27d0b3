// Arithmetic as it is typed into fields.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, isFormula } from './arithmetic';

const worth = (text: string, x?: number) => {
  const made = calculate(text, x);
  return made.ok ? made.value : made.error;
};

describe('calculate', () => {
  it.each([
    ['64*4', 256],
    ['(224-7)/2+1', 109.5],
    ['2^6', 64],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['2^-1', 0.5],
    ['3×7−1', 20],
    ['12,288/4', 3072],
    ['= 5 + 5', 10],
    ['0.1+0.2', 0.3],
    ['1e-3/2', 0.0005],
  ])('%s is %d', (text, value) => {
    expect(worth(text)).toBe(value);
  });

  it('takes x for the present value, and nothing else for anything', () => {
    expect(worth('x/2', 64)).toBe(32);
    expect(worth('2*x+x', 5)).toBe(15);
    expect(worth('x/2')).toMatch(/no one value/);
    expect(worth('width*2', 4)).toMatch(/knows no “width”/);
    expect(worth('constructor', 4)).toMatch(/knows no/);
  });

  it('says what is missing, and what has no value', () => {
    expect(worth('64*')).toMatch(/expects a number, x or “\(” behind “64\*”, found the end/);
    expect(worth('1/0')).toMatch(/divides by zero/);
    expect(worth('0/0')).toMatch(/divides by zero/);
    expect(worth('9^9^9^9')).toMatch(/too large/);
  });

  it('agrees with JavaScript on sums of whole numbers, however they are spaced', () => {
    const number = fc.integer({ min: -999, max: 999 });
    fc.assert(
      fc.property(number, number, number, fc.constantFrom('+', '-', '*'), (a, b, c, sign) => {
        const expected = sign === '+' ? a + b * c : sign === '-' ? a - b * c : a * b * c;
        expect(worth(`(${a}) ${sign} ${b}*(${c})`)).toBe(expected + 0);
      }),
    );
  });

  it('ends in a finite number or in words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.double({ noNaN: true }), (text, x) => {
        const made = calculate(text, x);
        expect(made.ok ? Number.isFinite(made.value) : made.error.length > 0).toBe(true);
      }),
    );
  });
});

describe('isFormula', () => {
  it('tells what is worked out from what is read', () => {
    for (const text of ['64*', '2^6', 'x', '(3', '1+1', '5 - 2']) expect(isFormula(text), text).toBe(true);
    for (const text of ['', '64', '-3', '1e-3', '1e-', '.5', '6,000', '-'])
      expect(isFormula(text), text).toBe(false);
    expect(isFormula(64)).toBe(false);
  });
});
