// Which versions stay as time goes by: all of the last hour, of the last day one an hour, of the time before one a day,
// each the latest of its hour or day; and those with a name for ever. What was thinned at one time is no hindrance to
// thinning later: the result is the same as if it had been thinned only then.
import { inOrder, namedSteps, type Version } from './version';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Versions without a name that a drawing keeps at most; beyond it the oldest go. Three months of daily work. */
export const mostUnnamed = 160;

export interface Thinned {
  /** The oldest first; one after some that went tells of their steps too. */
  readonly kept: readonly Version[];
  readonly gone: readonly Version[];
}

/** `now`: milliseconds since 1970. The newest version always stays. */
export function thin(versions: readonly Version[], now: number): Thinned {
  const all = inOrder(versions);
  const stays = staying(all, now);
  const kept: Version[] = [];
  const gone: Version[] = [];
  let lost: Version[] = [];
  for (const version of all) {
    if (!stays.has(version)) {
      gone.push(version);
      lost.push(version);
      continue;
    }
    kept.push(lost.length > 0 ? withSteps(version, lost) : version);
    lost = [];
  }
  return { kept, gone };
}

function staying(all: readonly Version[], now: number): ReadonlySet<Version> {
  const [hours, days] = [latestBy(all, hour), latestBy(all, day)];
  const unnamed = all.filter((version) => {
    if (version.name !== undefined) return false;
    const age = now - version.at;
    if (age <= hour) return true;
    return age <= day ? hours.has(version) : days.has(version);
  });
  const newest = all.at(-1);
  return new Set([
    ...all.filter(({ name }) => name !== undefined),
    ...unnamed.slice(-mostUnnamed),
    ...(newest ? [newest] : []),
  ]);
}

/** Of each span of time the latest version without a name. Days are those of universal time. */
function latestBy(all: readonly Version[], span: number): ReadonlySet<Version> {
  const latest = new Map<number, Version>();
  for (const version of all)
    if (version.name === undefined) latest.set(Math.floor(version.at / span), version);
  return new Set(latest.values());
}

const withSteps = (version: Version, lost: readonly Version[]): Version => ({
  ...version,
  steps: lost.reduce((sum, { steps }) => sum + steps, version.steps),
  labels: [...lost.flatMap(({ labels }) => labels), ...version.labels].slice(-namedSteps),
});
