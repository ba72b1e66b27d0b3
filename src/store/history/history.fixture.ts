// Runs and pages for the history's tests: a run that is driven through the real reducer, and pages of one browser that
// share its storage, its locks and its channel.
import { runId } from '../../lib/ids';
import type { Event } from '../../training/protocol';
import { newRun, reduceRun } from '../../training/reduceRun';
import type { Run } from '../../training/run';
import type { Vault } from '../vault';
import { memoryVault } from '../vault.fixture';
import type { Channel } from './historyState';
import { makeHistory } from './historyStore';
import { type Owner, pageOwner } from './owner';
import { makeRecorder } from './recorder';
import type { RunContext } from './recordOf';

export const settings = {
  optimizer: 'adam',
  learningRate: 0.001,
  batchSize: 32,
  epochs: 2,
  trainingImages: 0,
  heldOut: 0.1,
  seed: 1,
  backend: 'auto',
} as const;

export const context: RunContext = {
  design: '{ "format": "convas" }',
  data: { id: 'digits', name: 'Digits' },
  trainable: 1234,
  macs: 5678,
};

export const begun = (id: string, title = 'LeNet-5'): Run =>
  newRun(runId(id), title, settings, [
    { id: 'classes', target: 'class', weight: 1, trainingOnly: false, names: ['0', '1'] },
  ]);

type Told<E extends Event = Event> = E extends Event ? Omit<E, 'runId'> : never;

export const later = (run: Run, ...events: readonly Told[]): Run =>
  events.reduce((now, event) => reduceRun(now, { ...event, runId: run.id } as Event), run);

export const ready: Told = {
  type: 'ready',
  backend: 'wasm',
  reason: 'There is no GPU.',
  threads: 2,
  stepsPerEpoch: 100,
  totalSteps: 200,
  trainingCount: 3200,
  heldOutCount: 320,
  watched: { weighted: ['conv1'], active: ['conv1'] },
};

/** Batches `from`…`to`, with a look into the network at each hundredth and held-out figures at the last. */
export function trained(run: Run, from: number, to: number): Run {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const points = numbers.map((step) => ({
    step,
    loss: 2 / step,
    heads: [{ loss: 2 / step, metric: 1 - 1 / step }],
    elapsed: step * 1.5,
  }));
  const insights = numbers
    .filter((step) => step % 100 === 0)
    .map((step) => ({
      step,
      gradients: [{ gradient: 0.5, update: 0.25, weight: 2 }],
      activations: [{ mean: 0.125, deviation: 1, dead: 0 }],
    }));
  return later(
    run,
    {
      type: 'batch',
      points,
      imagesPerSecond: 1000,
      elapsed: to * 1.5,
      epoch: 1,
      insights,
      seen: { step: to, hash: `hash ${to}` },
    },
    {
      type: 'heldOut',
      point: { step: to, loss: 0.5, heads: [{ loss: 0.5, metric: 0.75 }], elapsed: to * 1.5 },
    },
  );
}

export const done = (accuracy: number, stopped = false): Told => ({
  type: 'done',
  stopped,
  test: {
    loss: 1 - accuracy,
    count: 100,
    heads: [
      {
        id: 'classes',
        target: 'class',
        loss: 1 - accuracy,
        metrics: [{ name: 'accuracy', value: accuracy }],
      },
    ],
  },
});

/** What the pages of one browser share. */
export interface SharedBrowser {
  readonly vault: Vault;
  readonly channel: (except: object) => Channel;
  readonly lock: (name: string) => Lock;
}

interface Lock {
  held: boolean;
  readonly waiting: (() => void)[];
}

export function sharedBrowser(vault: Vault = memoryVault()): SharedBrowser {
  const locks = new Map<string, Lock>();
  const ears: { readonly page: object; readonly hear: (ids: readonly never[]) => void }[] = [];
  return {
    vault,
    channel: (page) => ({
      post: (ids) => {
        for (const ear of ears) if (ear.page !== page) ear.hear(ids as readonly never[]);
      },
      listen: (hear) => ears.push({ page, hear }),
    }),
    lock: (name) => {
      const lock = locks.get(name) ?? { held: false, waiting: [] };
      locks.set(name, lock);
      return lock;
    },
  };
}

/** A page of that browser; `close` is what a crash does too: its lock goes, and nothing else happens. */
export function openPage(browser: SharedBrowser, vault: Vault = browser.vault) {
  const name = crypto.randomUUID();
  const owner: Owner = {
    name,
    beatEvery: undefined,
    hold: async () => {
      browser.lock(name).held = true;
    },
    whenGone: (other) => {
      const lock = browser.lock(other);
      return lock.held ? new Promise((resolve) => lock.waiting.push(resolve)) : Promise.resolve();
    },
  };
  const channel = browser.channel(owner);
  const recorder = makeRecorder({
    vault,
    owner,
    now: Date.now,
    device: () => 'Chrome 141 on Linux, 2 cores',
    onWritten: (id) => channel.post([id]),
  });
  return {
    recorder,
    history: makeHistory({ vault, recorder, owner, channel }),
    close: () => {
      const lock = browser.lock(name);
      lock.held = false;
      for (const resolve of lock.waiting.splice(0)) resolve();
    },
  };
}

/** A page in a browser without locks. */
export function openLocklessPage(vault: Vault) {
  const owner = pageOwner(undefined, Date.now);
  const channel: Channel = { post: () => {}, listen: () => {} };
  const recorder = makeRecorder({ vault, owner, now: Date.now, device: () => '', onWritten: () => {} });
  return { recorder, history: makeHistory({ vault, recorder, owner, channel }) };
}

/** A vault that counts writings, and refuses them while `refuse` is set. */
export function countingVault() {
  const vault = memoryVault();
  const log: { keys: string[]; bytes: number }[] = [];
  const counting = {
    refuse: undefined as Error | undefined,
    log,
    vault: {
      ...vault,
      write: async (changes) => {
        if (counting.refuse) throw counting.refuse;
        const bytes = changes.reduce((sum, { value }) => sum + JSON.stringify(value ?? '').length, 0);
        log.push({ keys: changes.map(({ shelf, key }) => `${shelf}/${key}`), bytes });
        await vault.write(changes);
      },
    } satisfies Vault,
  };
  return counting;
}

export const quotaExceeded = (): Error => new DOMException('No room.', 'QuotaExceededError');
