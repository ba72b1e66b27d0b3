// Whether helpers are worth having just now. Where other programs want the cores too, a helper that is put aside in the
// middle of its task keeps all waiting; results are the same either way, so the faster way may be found by trying.

/** A spell is as many jobs and at least as long, in milliseconds: several batches of a small network. */
const spellJobs = 200;
const spellTime = 100;
/** Spells of the faster way for one of the slower. */
const spellsBetweenTrials = 8;

export interface Worthwhile {
  /** Whether the next job is to be shared. */
  readonly now: () => boolean;
  /** Takes note of a job done in the way that `now` said: its work, and the milliseconds it took. */
  readonly add: (work: number, time: number) => void;
}

/** Begins with a spell of each way. */
export function makeWorthwhile(): Worthwhile {
  const rates = new Map<boolean, number>();
  let together = true;
  let spells = 0;
  let [jobs, work, time] = [0, 0, 0];
  const next = (): boolean => {
    const [shared, alone] = [rates.get(true), rates.get(false)];
    if (shared === undefined || alone === undefined) return !together;
    const faster = shared >= alone;
    if (together !== faster) return faster;
    return spells % spellsBetweenTrials === 0 ? !faster : faster;
  };
  return {
    now: () => together,
    add: (addedWork, addedTime) => {
      jobs += 1;
      work += addedWork;
      time += addedTime;
      if (jobs < spellJobs || time < spellTime) return;
      rates.set(together, work / time);
      spells += 1;
      together = next();
      [jobs, work, time] = [0, 0, 0];
    },
  };
}
