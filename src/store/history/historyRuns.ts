// The runs and curves of the history's store: read from the vault once, then following the runs of this page, the writings
// of other tabs and the end of pages that train.
import type { RunId } from '../../lib/ids';
import type { RunTrace } from '../../training/record';
import { chosenOnly, isChosen, withoutRuns } from './chosen';
import type { HistoryRun, HistoryState, HistoryStore, HistoryTools } from './historyState';
import { whenInterrupted } from './interrupted';
import { type KeptRun, type Marks, noMarks, readRun, readRuns, readTrace, withMarks } from './keptRun';
import type { LiveRun, News, Recorder, Shortage } from './recorder';
import { traceOf } from './recordOf';

export type SetHistory = HistoryStore['setState'];
export type GetHistory = () => HistoryState;

/** What the store's actions work with. */
export interface HistoryRuns {
  /** The user's words on every run that is known. */
  readonly marks: Map<RunId, Marks>;
  readonly look: () => Promise<void>;
  /** Takes a run over as the vault has it now. */
  readonly refresh: (id: RunId) => Promise<void>;
  /** Takes runs off the list, and off the charts. */
  readonly take: (ids: readonly RunId[]) => void;
  /** Reads the curves of chosen runs, and lets go of all others. */
  readonly showCurves: () => void;
  readonly readCurves: (id: RunId) => Promise<RunTrace>;
}

export function historyRuns(set: SetHistory, get: GetHistory, tools: HistoryTools): HistoryRuns {
  const { vault, recorder, owner, channel } = tools;
  const marks = new Map<RunId, Marks>();
  const awaited = new Set<RunId>();
  // Changed while the shelf was being read.
  const heard = new Set<RunId>();

  const put = (id: RunId, run: HistoryRun): void => set({ runs: new Map(get().runs).set(id, run) });
  const take = (ids: readonly RunId[]): void => {
    const { runs, traces, chosen } = get();
    set({ runs: without(runs, ids), traces: without(traces, ids), chosen: withoutRuns(chosen, ids) });
  };
  const runOf = ({ record, bytes }: KeptRun | LiveRun, unkept?: Shortage): HistoryRun => ({
    record: withMarks(record, marks.get(record.id) ?? noMarks),
    bytes,
    unkept,
  });
  const liveRuns = () => [...recorder.live()].map(([id, live]) => [id, runOf(live, live.unkept)] as const);
  const putTrace = (id: RunId, trace: RunTrace): void => {
    if (isChosen(get().chosen, id)) set({ traces: new Map(get().traces).set(id, trace) });
  };

  const readCurves = async (id: RunId): Promise<RunTrace> => {
    const live = recorder.live().get(id);
    if (live) return traceOf(live.run);
    const found = await readRun(vault, id);
    return found ? readTrace(vault, found.kept) : { batches: [], heldOut: [], insights: [] };
  };
  const showCurves = (): void => {
    const { chosen, traces } = get();
    const kept = chosenOnly(chosen, traces);
    if (kept !== traces) set({ traces: kept });
    for (const { id } of chosen) {
      if (!traces.has(id))
        void readCurves(id).then(
          (trace) => putTrace(id, trace),
          () => {},
        );
    }
  };

  const refresh = async (id: RunId): Promise<void> => {
    const found = await readRun(vault, id);
    if (found) marks.set(id, found.marks);
    const live = recorder.live().get(id);
    if (live) put(id, runOf(live, live.unkept));
    else if (!found) take([id]);
    else {
      put(id, runOf(found.kept));
      follow(found.kept);
      if (isChosen(get().chosen, id)) putTrace(id, await readTrace(vault, found.kept));
    }
  };
  const refreshAll = (ids: Iterable<RunId>): void => {
    for (const id of ids) void refresh(id).catch(() => {});
  };

  /** Waits for the end of the page that trains a run, unless it is this one. */
  const follow = ({ record: { id, state }, owner: trainer }: KeptRun): void => {
    if (state !== 'training' || trainer === owner.name || awaited.has(id)) return;
    awaited.add(id);
    const done = async (interrupted: boolean): Promise<void> => {
      awaited.delete(id);
      if (interrupted) channel.post([id]);
      await refresh(id);
    };
    void whenInterrupted(vault, owner, id)
      .then(done)
      .catch(() => awaited.delete(id));
  };

  const hear = (news: News): void => {
    const shortage = shortageOf(recorder);
    if (shortage !== get().shortage) set({ shortage });
    if (get().state === 'reading') heard.add(news.id);
    if (get().state !== 'ready') return;
    if (news.type === 'gone') {
      take([news.id]);
      return;
    }
    put(news.id, runOf(news.type === 'live' ? news.live : news.kept, news.live.unkept));
    putTrace(news.id, traceOf(news.live.run));
  };
  recorder.subscribe(hear);
  channel.listen((ids) => {
    if (get().state === 'reading') for (const id of ids) heard.add(id);
    else if (get().state === 'ready') refreshAll(ids);
  });

  const look = async (): Promise<void> => {
    if (get().state === 'reading' || get().state === 'ready') return;
    set({ state: 'reading' });
    try {
      const read = await readRuns(vault);
      for (const [id, own] of read.marks) marks.set(id, own);
      const kept = [...read.runs].map(([id, run]) => [id, runOf(run)] as const);
      set({ state: 'ready', runs: new Map([...kept, ...liveRuns()]), unreadable: read.unreadable });
      for (const run of read.runs.values()) follow(run);
      refreshAll(heard);
    } catch {
      // What this page has trained is listed even where nothing is kept.
      set({ state: 'failed', runs: new Map(liveRuns()) });
    }
    heard.clear();
  };

  return { marks, look, refresh, take, showCurves, readCurves };
}

function without<V>(map: ReadonlyMap<RunId, V>, ids: readonly RunId[]): ReadonlyMap<RunId, V> {
  const rest = new Map(map);
  for (const id of ids) rest.delete(id);
  return rest;
}

/** Having no room is what the user can do something about, so it is told before all else. */
function shortageOf(recorder: Recorder): Shortage | undefined {
  const all = [...recorder.live().values()].flatMap(({ unkept }) => unkept ?? []);
  return all.includes('full') ? 'full' : all[0];
}
