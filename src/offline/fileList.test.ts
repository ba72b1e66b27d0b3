import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileList } from './fileList';

const builds = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}\.(js|css|wasm|woff2)$/), fc.string(), {
  minKeys: 1,
});

describe('the list of the files that are kept', () => {
  it('names the page by its folder and leaves out what no browser with service workers reads', () => {
    const { files } = fileList(
      new Map([
        ['index.html', '<html>'],
        ['assets/a.js', ''],
        ['assets/a.woff', ''],
        ['assets/KaTeX_a.ttf', ''],
        ['assets/Inter.ttf', ''],
        ['assets/a.woff2', ''],
        ['assets/a.js.map', ''],
      ]),
    );
    expect(files).toEqual(['assets/Inter.ttf', 'assets/a.js', 'assets/a.woff2', './']);
  });

  it('is the same in whatever order the build gives them', () => {
    fc.assert(
      fc.property(builds, (build) => {
        const entries = Object.entries(build);
        expect(fileList(new Map(entries.toReversed()))).toEqual(fileList(new Map(entries)));
      }),
    );
  });

  it('is another version when one file changes', () => {
    fc.assert(
      fc.property(builds, fc.nat(), fc.string({ minLength: 1 }), (build, place, more) => {
        const entries = Object.entries(build);
        const changed = entries.map(([path, text], at) =>
          at === place % entries.length ? ([path, text + more] as const) : ([path, text] as const),
        );
        expect(fileList(new Map(changed)).version).not.toBe(fileList(new Map(entries)).version);
      }),
    );
  });
});
