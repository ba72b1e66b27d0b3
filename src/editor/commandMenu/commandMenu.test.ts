// What the command menu finds and in which order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../lib/ids';
import { loadTemplate } from '../../store/templates';
import { arrangeEntries } from './arrangeEntries';
import type { Entry } from './entry';
import { nodeEntries } from './gatherCommands';
import { isScattered, readQuery, searchEntries } from './searchEntries';

const make = (title: string, part: Partial<Entry> = {}): Entry => ({
  id: `${part.kind ?? 'action'} ${title}`,
  kind: 'action',
  title,
  words: '',
  group: 'Edit',
  icon: { group: 'Edit' },
  run: () => {},
  ...part,
});

const dense = make('Add Dense', { kind: 'layer', words: 'FC fully-connected linear' });
const maxPool = make('Add Max pool', { kind: 'layer', words: 'subsampling' });
const fit = make('Fit the drawing into view');
const conv = make('stem/conv1', { kind: 'node', words: 'Conv 2D convolution' });
const paper = make('Open FC net', { kind: 'template', group: 'Templates' });
const all = [paper, conv, fit, maxPool, dense];
const found = (query: string, entries = all, recent: string[] = []) =>
  searchEntries(entries, readQuery(query), recent).map(({ title }) => title);

describe('searching', () => {
  it('puts what begins a word before what is scattered, and that before other names', () => {
    const other = make('Something else', { words: 'maximum' });
    const scattered = make('Map box');
    expect(found('max', [other, scattered, maxPool])).toEqual(['Add Max pool', 'Map box', 'Something else']);
  });

  it('finds by initials and by letters left out, not by letters strewn over a sentence', () => {
    expect(found('mxp')).toEqual(['Add Max pool']);
    expect(isScattered('relu', 'remove the last value')).toBe(false);
    expect(isScattered('ool', 'max pool')).toBe(false);
  });

  it('takes an abbreviation for the layer that is called so, before a template', () => {
    expect(found('fc')).toEqual(['Add Dense', 'Open FC net']);
  });

  it('limits itself by the first sign, as it says', () => {
    expect(found('@')).toEqual(['stem/conv1']);
    expect(found('+ dense')).toEqual(['Add Dense']);
    expect(found('>conv')).toEqual([]);
  });

  it('finds a node by any part of its path', () => {
    for (const query of ['stem', 'conv1', 'stem/conv', 'stem conv'])
      expect(found(query)).toContain('stem/conv1');
  });

  it('prefers among equals what was used last, and what can be done', () => {
    const one = make('Fit one');
    const two = make('Fit two', { blocked: 'Not now.' });
    const three = make('Fit tri');
    expect(found('fit', [one, two, three], [three.id])).toEqual(['Fit tri', 'Fit one', 'Fit two']);
  });

  it('finds every entry by its whole title, among the first', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), (entry) => {
        expect(found(entry.title)[0]).toBe(entry.title);
      }),
    );
  });

  it('never finds more with a further word', () => {
    const words = fc.constantFrom('a', 'max', 'po', 'd', 'add', 'conv', 'view', 'net', 'zz');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), words, (some, further) => {
        const wide = found(some.join(' '));
        for (const title of found([...some, further].join(' '))) expect(wide).toContain(title);
      }),
    );
  });
});

describe('the list', () => {
  it('without a search shows what was used lately, then actions under their groups', () => {
    const file = make('Save', { group: 'File' });
    const { rows } = arrangeEntries([...all, file], readQuery(''), [maxPool.id, 'action gone']);
    expect(rows.map(({ heading, entry }) => [heading, entry.title])).toEqual([
      ['Recently used', 'Add Max pool'],
      ['File', 'Save'],
      ['Edit', 'Fit the drawing into view'],
    ]);
  });
});

describe('nodes', () => {
  it('are found down into modules, by path', async () => {
    const { document } = await loadTemplate('googlenet');
    const entries = nodeEntries(document.graph);
    const titles = entries.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    const inner = titles.filter((title) => title.includes('/'));
    expect(inner.length).toBeGreaterThan(50);
    for (const title of inner) {
      const instance = nodeId(title.slice(0, title.indexOf('/')));
      expect(document.graph.nodes.get(instance)?.kind).toBe('module');
    }
  });
});
