// Training all panes together: the same settings, images, batches and seeds, and equal initial weights where layers
// correspond. One round of runs for each seed, one run for each pane.
import type { Comparison } from '../compare/comparison';
import { type RunId, runId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import type { RunOrder } from '../training/protocol';
import { markStopping, newRun, reduceRun } from '../training/reduceRun';
import { isUnderWay, type Run } from '../training/run';
import type { TogetherHandle } from '../training/together';
import { dataSetIn } from './dataInUse';
import { contextOf, type RunContext } from './history/recordOf';
import { type Ordered, ordersOf, type PaneProblems } from './paneOrders';
import type { Pane, PaneId } from './panes';
import { runHeads } from './runOrder';
import type { Tools } from './tools';

/** A pane's part in what is trained together. */
export interface TogetherPane {
  readonly pane: PaneId;
  readonly title: string;
  /** The design as it was trained, its data and costs, as the history keeps them. */
  readonly context: RunContext;
  /** Of layers that go by another name in the first design: that name. */
  readonly names: Readonly<Record<string, string>>;
  /** One for each seed that has begun. */
  readonly runs: readonly Run[];
}

export interface Together {
  /** The same for all its runs in the history. */
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly panes: readonly TogetherPane[];
  /** All that are to be run, from the settings' own on. */
  readonly seeds: readonly number[];
  readonly stopping: boolean;
  readonly state: 'training' | 'paused' | 'ended';
}

export interface TogetherSlice {
  readonly together: Together | undefined;
  /** Starts training all panes; answers with what is in the way in each, and then starts nothing. */
  readonly startTogether: () => Result<void, readonly PaneProblems[]>;
  readonly pauseTogether: () => void;
  readonly resumeTogether: () => void;
  /** Ends all runs after the batch in hand, and begins no further seed. */
  readonly stopTogether: () => void;
  /** Ends one pane's run; the others go on. */
  readonly leaveTogether: (pane: PaneId) => void;
}

/** What stands side by side, and how it is to be trained. */
interface Standing {
  readonly panes: readonly Pane[];
  readonly settings: Pick<Comparison, 'title' | 'pace' | 'seeds' | 'insightEvery'>;
}
type Set = (change: Pick<TogetherSlice, 'together'>) => void;
type Get = () => Standing & TogetherSlice;

export function togetherSlice(set: Set, get: Get, tools: Tools): TogetherSlice {
  let handle: TogetherHandle | undefined;

  const change = (make: (together: Together) => Together): void => {
    const { together } = get();
    if (together) set({ together: make(together) });
  };

  const beginRound = (ordered: readonly Ordered[], seed: number): void => {
    const begun = ordered.map(({ pane, order }) => {
      const settings = { ...order.settings, seed };
      const heads = runHeads(order.plan, dataSetIn(pane.store.getState().data));
      const id = runId(crypto.randomUUID());
      return { pane, order: { ...order, settings }, run: newRun(id, order.plan.title, settings, heads) };
    });
    change((together) => ({
      ...together,
      panes: together.panes.map((part) => {
        const mine = begun.find(({ pane }) => pane.id === part.pane);
        if (!mine) return part;
        tools.recorder.begin(mine.run, part.context);
        return { ...part, runs: [...part.runs, mine.run] };
      }),
    }));
    handle = tools.startTogether(
      begun.map(({ run, order }) => ({ runId: run.id, order })),
      (event) => {
        const before = get().together;
        if (!before) return;
        const panes = before.panes.map((part) =>
          withRun(part, event.runId, (run) => {
            const next = reduceRun(run, event);
            if (next !== run) tools.recorder.follow(next);
            return next;
          }),
        );
        if (panes.every((part, i) => part === before.panes[i])) return;
        const together = { ...before, panes };
        set({ together: { ...together, state: stateOf(together) } });
        endRound(ordered);
      },
      { pace: get().settings.pace },
    );
  };

  /** Begins the next seed once every run of this one has ended. */
  const endRound = (ordered: readonly Ordered[]): void => {
    const { together } = get();
    if (!together || latestRuns(together).some(isUnderWay)) return;
    handle = undefined;
    const begun = Math.max(...together.panes.map(({ runs }) => runs.length));
    const next = together.seeds[begun];
    if (together.stopping || next === undefined) change((now) => ({ ...now, state: 'ended' }));
    else beginRound(ordered, next);
  };

  return {
    together: undefined,
    startTogether: () => {
      const { panes, settings, together } = get();
      if (together && together.state !== 'ended') return ok(undefined);
      const ordered = ordersOf(panes, settings.insightEvery);
      if (!ordered.ok) return ordered;
      const [lead] = ordered.value;
      if (!lead) return ok(undefined);
      const { seed } = lead.order.settings;
      const id = crypto.randomUUID();
      const title = settings.title || panes.map(titleOf).join(' · ');
      set({
        together: {
          id,
          title,
          startedAt: Date.now(),
          panes: ordered.value.map(({ pane, order }) => ({
            pane: pane.id,
            title: titleOf(pane),
            context: contextIn(pane, order, { id, title, pane: pane.id, seeds: settings.seeds }),
            names: order.seedNames ?? {},
            runs: [],
          })),
          seeds: Array.from({ length: settings.seeds }, (_, i) => seed + i),
          stopping: false,
          state: 'training',
        },
      });
      beginRound(ordered.value, seed);
      return ok(undefined);
    },
    pauseTogether: () => handle?.pause(),
    resumeTogether: () => handle?.resume(),
    stopTogether: () => {
      if (!handle) return;
      change((together) => ({
        ...together,
        stopping: true,
        panes: together.panes.map((part) => ({ ...part, runs: part.runs.map(markStopping) })),
      }));
      handle.stop();
    },
    leaveTogether: (pane) => {
      const { together } = get();
      const run = together?.panes.find((part) => part.pane === pane)?.runs.at(-1);
      if (run && isUnderWay(run)) handle?.stopOne(run.id);
    },
  };
}

const titleOf = ({ store }: Pane): string => store.getState().document.title || 'Untitled';

function contextIn({ store }: Pane, { plan }: RunOrder, group: RunContext['group']): RunContext {
  const { document, data } = store.getState();
  const { id, name } = dataSetIn(data) ?? { id: document.training.data, name: document.training.data };
  return contextOf(document, plan, { id, name }, group);
}

/** The runs of the seed under way, or of the last. */
export const latestRuns = ({ panes }: Together): readonly Run[] =>
  panes.flatMap(({ runs }) => runs.slice(-1));

function withRun(part: TogetherPane, id: RunId, next: (run: Run) => Run): TogetherPane {
  const at = part.runs.findIndex((run) => run.id === id);
  const run = part.runs[at];
  const after = run && next(run);
  return after && after !== run ? { ...part, runs: part.runs.with(at, after) } : part;
}

/** Paused once every run that goes on has paused; whether all has ended is known when the round is over. */
function stateOf(together: Together): Together['state'] {
  const live = latestRuns(together).filter(isUnderWay);
  return live.length > 0 && live.every((run) => run.state === 'paused') ? 'paused' : 'training';
}
