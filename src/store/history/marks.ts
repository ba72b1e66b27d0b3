// The user's own words on a run, within bounds: a list of runs is to stay a list.
import type { Marks } from './keptRun';

const mostTags = 20;
const longestTag = 40;
const longestName = 120;

/** Names and tags trimmed and cut; no empty ones, no tag twice. */
export function cleanMarks({ name, tags, pinned }: Marks): Marks {
  const short = tags.map((tag) => tag.trim().slice(0, longestTag).trim()).filter(Boolean);
  const called = name?.trim().slice(0, longestName).trim();
  return {
    ...(called ? { name: called } : {}),
    tags: [...new Set(short)].slice(0, mostTags),
    pinned,
  };
}
