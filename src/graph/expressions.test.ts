// The arithmetic of bound parameters.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, longestExpression, namesIn, parseExpression, withNames } from './expressions';

const values = new Map([
  ['width', 16],
  ['c1', 3],
]);
const worth = (text: string) => {
  const parsed = parseExpression(text);
  return parsed.ok ? evaluate(parsed.value, values) : parsed.error;
};

describe('expressions', () => {
  it.each([
    ['4*width', 64],
    [' ( width + c1 ) * 2 ', 38],
    ['width/2/2', 4],
    ['width-c1-1', 12],
    ['2+3*4', 14],
    ['-c1 + 10', 7],
    ['--3', 3],
    ['0.5*width', 8],
    ['1e2', 100],
    ['c1/0', Number.POSITIVE_INFINITY],
  ])('[G15] %s is %d', (text, value) => {
    expect(worth(text)).toBe(value);
  });

  it.each([
    ['', 'expects a number, a parameter or “(”, found the end'],
    ['4*', 'expects a number, a parameter or “(” behind “4*”, found the end'],
    ['4 width', 'expects +, −, *, / or the end behind “4”, found “width”'],
    ['(width', 'expects “)” behind “(width”, found the end'],
    ['width)', 'expects +, −, *, / or the end behind “width”, found “)”'],
    ['width**2', 'expects a number, a parameter or “(” behind “width*”, found “*”'],
    ['alert(1)', 'expects +, −, *, / or the end behind “alert”, found “(”'],
    ['a.b', 'expects +, −, *, / or the end behind “a”, found “.”'],
    ['1'.repeat(longestExpression + 1), `has ${longestExpression + 1} characters, and an expression at most`],
  ])('[G15] %s is refused with what was expected and found', (text, reason) => {
    expect(worth(text)).toContain(reason);
  });

  it('[G15] any text is parsed or refused, and a name without a value has none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(['number', 'string']).toContain(typeof worth(text));
      }),
      { numRuns: 1000 },
    );
    expect(worth('toString + constructor')).toBeNaN();
  });

  it('[G15] agrees with JavaScript on every sum of products', () => {
    const atom = fc.oneof(fc.nat(99).map(String), fc.constantFrom(...values.keys()));
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        atom,
        fc
          .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
          .map((parts) => parts.join(' ')),
        tie('expression').map((inner) => `(${inner})`),
      ),
    }));
    fc.assert(
      fc.property(expression, (text) => {
        fc.pre(text.length <= longestExpression);
        const plain = withNames(text, (name) => String(values.get(name)));
        expect(worth(text)).toBe(new Function(`return ${plain}`)());
      }),
      { numRuns: 500 },
    );
  });

  it('finds and replaces names, and leaves numbers alone', () => {
    expect(namesIn('2*(a + b1)/a - 1e3')).toEqual(['a', 'b1']);
    expect(withNames('2*(a + b1)/a - 1e3', (name) => `<${name}>`)).toBe('2*(<a> + <b1>)/<a> - 1e3');
  });
});
