import { describe, expect, it } from 'vitest';
import { isKnown, placeable } from '../../layers/index';
import { bestMatch, searchLayers } from './searchLayers';

const kindsFor = (query: string) =>
  searchLayers(placeable, query).flatMap(({ layers }) => layers.map(({ kind }) => kind));
const bestFor = (query: string) => bestMatch(searchLayers(placeable, query), query)?.kind;

describe('the palette’s search', () => {
  it('shows every layer once, in groups, for an empty query', () => {
    expect(kindsFor('').toSorted()).toEqual(placeable.map(({ kind }) => kind).toSorted());
    expect(bestFor('')).toBeUndefined();
  });

  it('finds by label, kind, group and description, in any case', () => {
    expect(kindsFor('POOL')).toContain('maxPool');
    expect(kindsFor('globalavgpool')).toEqual(['globalAvgPool']);
    expect(kindsFor('shortcut')).toContain('add');
    expect(kindsFor('no such layer')).toEqual([]);
  });

  it('prefers a name over a mention in another layer’s description', () => {
    expect(bestFor('classifier')).toBe('classifier');
    expect(bestFor('conv')).toBe('conv2d');
    expect(bestFor('dense')).toBe('dense');
    expect(bestFor('flatten')).toBe('flatten');
  });

  it('knows layers by the names that papers and other tools give them', () => {
    const names = {
      FC: 'dense',
      'fully-connected': 'dense',
      BN: 'batchNorm',
      skip: 'add',
      NIN: 'bottleneck',
      GAP: 'globalAvgPool',
      deconvolution: 'transposedConv2d',
      deconv: 'transposedConv2d',
      LRN: 'localResponseNorm',
      FCN: 'pixelClassifier',
      VAE: 'gaussianSampling',
      unpool: 'maxUnpool',
    };
    for (const [name, kind] of Object.entries(names).filter(([, kind]) => isKnown(kind)))
      expect([name, bestFor(name)]).toEqual([name, kind]);
  });
});
