// A name as near as can be to one that is taken.
import { type NodeId, nodeId } from '../lib/ids';

const longest = 64;

/**
 * The name itself where it is free; else its stem with the next free number: `conv1` gives `conv2`, `enc_7` `enc_8`.
 * A number that belongs to the word (`conv5x5`, `3a`) stays, and one is put behind: `conv5x5-2`.
 */
export function freeNameLike(name: string, taken: (name: NodeId) => boolean): NodeId {
  if (!taken(nodeId(name))) return nodeId(name);
  const [, word, number] = /^(.*[A-Za-z_.-])(\d{1,6})$/.exec(name) ?? [];
  const numbered = word !== undefined && !/\dx$/.test(word);
  const stem = (numbered ? word : `${name}-`).slice(0, longest - 8);
  for (let n = numbered ? Number(number) + 1 : 2; ; n += 1) {
    const id = nodeId(`${stem}${n}`);
    if (!taken(id)) return id;
  }
}
