// What a version is said to have changed: the network's differences, and what lies beside the network.
import { describe, expect, it } from 'vitest';
import lenet from '../../../templates/lenet-5.json?raw';
import type { Document } from '../../graph/document';
import { applyEdits } from '../../graph/edit';
import type { Edit } from '../../graph/edits';
import { nodeId } from '../../lib/ids';
import { openText } from '../../store/files';
import { changesOf } from './changesOf';
import { labelsText, nodesText, timeOf } from './versionWords';

function drawing(): Document {
  const read = openText(lenet);
  if (!read.ok) throw new Error('The template does not parse.');
  return read.value.document;
}

function edited(document: Document, ...edits: readonly Edit[]): Document {
  const result = applyEdits(document, edits);
  if (!result.ok) throw new Error(result.error.message);
  return { ...document, ...result.value };
}

describe('changesOf', () => {
  const before = drawing();
  const [first] = [...before.graph.nodes.keys()];

  it('is empty where a drawing was only moved', () => {
    const positions = new Map([[first ?? nodeId(''), { x: 900, y: 900 }]]);
    expect(changesOf(before, edited(before, { type: 'move', positions }))).toEqual([]);
  });

  it('names what was removed and added, each with its sign', () => {
    const [, second] = [...before.graph.nodes.keys()];
    const after = edited(before, { type: 'remove', nodes: [second ?? nodeId('')], edges: [] });
    const there = changesOf(before, after).find(({ sign }) => sign === '−');
    expect(there?.what).toMatch(/^Removed /);
    expect(there?.where).toContain(second);
    expect(changesOf(after, before).find(({ sign }) => sign === '+')?.where).toContain(second);
  });

  it('names title and training settings, and those alone', () => {
    const after = { ...before, title: 'Mine', training: { ...before.training, batchSize: 7, epochs: 99 } };
    expect(changesOf(before, after).map(({ what, where }) => `${what}: ${where}`)).toEqual([
      `Changed title: ${before.title} → Mine`,
      expect.stringMatching(/^Changed training settings: .*(batch size|epochs), (batch size|epochs)$/),
    ]);
  });
});

describe('words of a version', () => {
  it('count nodes against the version before', () => {
    expect(nodesText(1, undefined)).toBe('1 node');
    expect(nodesText(12, 12)).toBe('12 nodes');
    expect(nodesText(14, 12)).toBe('14 nodes (+2)');
    expect(nodesText(9, 12)).toBe('9 nodes (−3)');
  });

  it('name each step once, with how often, and count those whose names are gone', () => {
    expect(labelsText(['Move a', 'Add b', 'Move a'], 3)).toBe('Move a (2), Add b');
    expect(labelsText(['Add b'], 31)).toBe('30 earlier steps, Add b');
  });

  it('give the time of day, and the day where it is another', () => {
    const now = new Date(2026, 4, 9, 15, 0).getTime();
    expect(timeOf(new Date(2026, 4, 9, 8, 5).getTime(), now)).toBe('08:05');
    expect(timeOf(new Date(2026, 4, 8, 23, 59).getTime(), now)).toBe('yesterday, 23:59');
    expect(timeOf(new Date(2026, 0, 5, 8, 5).getTime(), now)).toBe('5 Jan, 08:05');
    expect(timeOf(new Date(2025, 0, 5, 8, 5).getTime(), now)).toBe('5 Jan 2025, 08:05');
  });
});
