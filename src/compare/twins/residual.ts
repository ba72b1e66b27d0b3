// The residual twin's rule: a shortcut around each matching pair of convolutions in a plain chain (He et al. 2015,
// figure 3, right), and around each triple of 1×1, k×k, 1×1 (figure 5, right).
import { insideBlocks } from './branches';
import type { Level, LevelChange, Remark, Rule } from './level';
import { blocksOf } from './pairs';
import { skipFor, wrapped } from './shortcut';
import { chainsOf, factsOf } from './units';

export const residualRule: Rule = {
  apply: withSkips,
  // What stands on a residual block's branch is around no further shortcut.
  inside: (level) => {
    const already = insideBlocks(level);
    return new Set([...level.graph.nodes.keys()].filter((id) => !already.has(id)));
  },
};

const single = [
  'convolution without a shortcut, for no equal one follows or precedes it',
  'convolutions without a shortcut, for no equal one follows or precedes them',
] as const;
const unfit = [
  'pair of convolutions without a shortcut, for no projection has its shape, from',
  'pairs of convolutions without a shortcut, for no projection has their shape, from',
] as const;

function withSkips(level: Level): LevelChange {
  const already = insideBlocks(level);
  const remarks: Remark[] = [];
  let drawing = { graph: level.graph, layout: level.layout };
  let projects = false;
  for (const chain of chainsOf(level)) {
    const free = chain.filter(({ conv }) => !already.has(conv));
    const { blocks, left } = blocksOf(free, (unit) => factsOf(level, unit));
    for (const unit of left)
      if (level.graph.nodes.get(unit.conv)?.kind === 'conv2d' && !factsOf(level, unit).pointwise)
        remarks.push({ verb: 'Kept', thing: single, node: unit.conv });
    for (const block of blocks) {
      const skip = skipFor(level, block);
      if (!skip) remarks.push({ verb: 'Kept', thing: unfit, node: block.first.conv });
      else {
        const changed = wrapped(drawing, level, block, skip);
        drawing = changed;
        projects ||= skip.type === 'projection';
        remarks.push(...changed.remarks);
      }
    }
  }
  return { ...drawing, remarks, ...(projects ? { suffix: 'projection' } : {}) };
}
