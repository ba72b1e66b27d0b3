// Where a browser keeps what a measurement of backends has found on its machine, so that it is made once.
import type { StepTimes } from './protocol';

export interface ProbeMemory {
  /** All that is known, by the measurement's key. */
  readonly all: () => Readonly<Record<string, StepTimes>>;
  readonly keep: (key: string, times: StepTimes) => void;
}

const place = 'convas.stepTimes';
const mostKept = 100;

/** In `storage`; without one, or where it refuses, nothing is known and nothing is kept. */
export function probeMemory(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): ProbeMemory {
  const all = (): Readonly<Record<string, StepTimes>> => {
    try {
      const found: unknown = JSON.parse(storage?.getItem(place) ?? '{}');
      const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
      return Object.fromEntries(entries.filter((entry): entry is [string, StepTimes] => isTimes(entry[1])));
    } catch {
      return {};
    }
  };
  return {
    all,
    keep: (key, times) => {
      const others = Object.entries(all()).filter(([known]) => known !== key);
      const kept = [...others, [key, times] as const].slice(-mostKept);
      try {
        storage?.setItem(place, JSON.stringify(Object.fromEntries(kept)));
      } catch {
        // A full or forbidden storage costs the next run two seconds, and nothing else.
      }
    },
  };
}

function isTimes(value: unknown): value is StepTimes {
  if (typeof value !== 'object' || value === null) return false;
  const { webgpu, wasm } = value as Partial<Record<keyof StepTimes, unknown>>;
  return [webgpu, wasm].every((time) => typeof time === 'number' && time > 0 && Number.isFinite(time));
}

/** The browser's own storage; a page may be forbidden even to name it. */
export function browserStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
