import { describe, expect, test } from 'vitest';
import { idxImages, idxLabels } from './files.fixture';
import { loadData, transferables } from './loadData';

describe('loadData', () => {
  test('reads files and gives four buffers to transfer', async () => {
    const shares: number[] = [];
    const files = [
      new File([idxImages(6, 2, 2)], 'train-images'),
      new File([idxLabels(0, 1, 2, 0, 1, 2)], 'train-labels'),
    ];
    const result = await loadData({ kind: 'files', files }, (share) => shares.push(share));
    expect(result).toMatchObject({ ok: true, value: { imageShape: [2, 2, 1] } });
    expect(new Set(transferables(result)).size).toBe(4);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test('names each file that the disk does not give', async () => {
    const locked = new File([], 'train-images');
    locked.arrayBuffer = () => Promise.reject(new Error('The file is locked.'));
    const result = await loadData({ kind: 'files', files: [locked] }, () => {});
    expect(result).toMatchObject({ ok: false, error: [{ code: 'unreadable-file', at: 'train-images' }] });
    expect(transferables(result)).toEqual([]);
  });
});
