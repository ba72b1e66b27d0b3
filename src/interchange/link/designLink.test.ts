import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isComparisonFile, parseComparison, serialiseComparison } from '../../compare/comparisonFile';
import { parseTemplate } from '../../graph/parseTemplate';
import { serialise } from '../../graph/serialise';
import { fromBase64Url, toBase64Url } from './base64url';
import { fragmentWithin, linkFragment, readFragment, saysPlaces } from './designLink';
import { inflateWithin } from './inflateWithin';
import { mendJson } from './mendJson';

const filesOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const root = new URL('../../../templates', import.meta.url).pathname;
const templates = filesOf(root);
const comparisons = filesOf(`${root}/compare`);

/** As Convas would save what a file holds. */
function canonical(text: string): string {
  if (isComparisonFile(text)) {
    const read = parseComparison(text);
    if (!read.ok) throw new Error(read.error.problems[0]?.message);
    return serialiseComparison(read.value);
  }
  const read = parseTemplate(text);
  if (!read.ok) throw new Error(read.error.problems[0]?.message);
  return serialise(read.value);
}

const read = (fragment: string): string => {
  const found = readFragment(fragment);
  if (!found.ok) throw new Error(found.error.problem.message);
  return found.value;
};

describe('linkFragment', () => {
  it.each([...templates, ...comparisons])('brings $name back as it was', ({ text }) => {
    const saved = canonical(text);
    const fragment = linkFragment(saved, { layout: true });
    expect(fragment).toMatch(/^#design=1\.[0-9a-z]+\.[\w-]+$/);
    expect(canonical(read(fragment))).toBe(saved);
  });

  it.each([...templates, ...comparisons])('leaves nothing but the places of $name out', ({ text }) => {
    const saved = canonical(text);
    const shorter = linkFragment(saved, { layout: false });
    expect(shorter.length).toBeLessThan(linkFragment(saved, { layout: true }).length);
    expect(saysPlaces(read(shorter).replace(/"(frames|notes)":\[.*?\}\]/g, ''))).toBe(false);
    const placeless = (json: string) => canonical(json).replace(/, "position": \[[-\d, ]+\]/g, '');
    expect(placeless(read(shorter))).toBe(placeless(saved));
  });

  it('keeps every sign of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const text = JSON.stringify({ format: 'convas', title });
        expect(read(linkFragment(text, { layout: true }))).toBe(text);
      }),
    );
  });
});

describe('readFragment', () => {
  const [lenet] = templates.filter(({ name }) => name === 'lenet-5.json');
  const fragment = linkFragment(canonical(lenet?.text ?? ''), { layout: true });
  const nodesIn = (text: string): number => {
    const parsed = parseTemplate(text);
    const document = parsed.ok ? parsed.value : parsed.error.salvage?.document;
    return document?.graph.nodes.size ?? 0;
  };

  it('answers every change of a link, and takes none for the design that was shared', () => {
    const place = fc.nat({ max: fragment.length - 1 });
    fc.assert(
      fc.property(place, fc.string({ maxLength: 4 }), fc.nat({ max: 6 }), (at, put, cut) => {
        const changed = fragment.slice(0, at) + put + fragment.slice(at + cut);
        const found = readFragment(changed);
        if (found.ok) {
          expect(found.value).toBe(read(fragment));
          return;
        }
        expect(found.error.problem.message).toMatch(/(link|version).*\.$/);
        // What is kept can be read by whoever reads files.
        if (found.error.kept !== undefined) expect(() => JSON.parse(found.error.kept ?? '')).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readFragment(text).ok).toBe(false);
        expect(readFragment(`#design=1.0.${text}`).ok).toBe(false);
      }),
    );
  });

  it('keeps the more of a link the later it was cut', () => {
    const kept = [0.3, 0.5, 0.7, 0.9].map((share) => {
      const found = readFragment(fragment.slice(0, Math.floor(fragment.length * share)));
      if (found.ok) throw new Error('A cut link is no link.');
      expect(found.error.problem.code).toBe('bad-structure');
      return found.error.kept === undefined ? 0 : nodesIn(found.error.kept);
    });
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
    expect(kept.at(-1)).toBe(nodesIn(read(fragment)));
  });

  it('bears what chats put behind a link', () => {
    for (const tail of ['.', ')', '>', ' and more', '\n'])
      expect(read(fragmentWithin(`See https://x.org/${fragment}${tail}`) ?? '')).toBe(read(fragment));
  });

  it('says of a newer link that it is newer', () => {
    const found = readFragment(fragment.replace('=1.', '=2.'));
    expect(found.ok ? undefined : found.error.problem.code).toBe('newer-version');
  });

  it('unpacks no more than a drawing may hold', () => {
    const bomb = toBase64Url(deflateRawSync(new Uint8Array(100_000_000), { level: 1 }));
    const found = readFragment(`#design=1.0.${bomb}`);
    expect(found.ok ? undefined : found.error.problem.code).toBe('file-too-large');
  });
});

describe('inflateWithin', () => {
  it('stops within a step of its limit', () => {
    const { bytes, tooLarge } = inflateWithin(deflateSync(new Uint8Array(1e6)), 1000);
    expect([bytes.length, tooLarge]).toEqual([1000, true]);
  });

  it('undoes deflate', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect(inflateWithin(deflateSync(bytes), 1e6)).toEqual({ bytes, tooLarge: false });
      }),
    );
  });
});

describe('base64url', () => {
  it('brings bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });
});

describe('mendJson', () => {
  it('makes JSON of every beginning of a list of objects, or nothing', () => {
    const whole = JSON.stringify({ a: [{ b: 'x"}]\\' }, { c: [{ d: 1 }] }], e: 'f' });
    for (let length = 0; length < whole.length; length += 1) {
      const mended = mendJson(whole.slice(0, length));
      if (mended !== undefined) expect(() => JSON.parse(mended)).not.toThrow();
    }
    expect(mendJson(whole.slice(0, -1))).toBe(`${whole.slice(0, whole.indexOf(',"e"'))}}`);
    expect(mendJson('nothing')).toBeUndefined();
  });
});
