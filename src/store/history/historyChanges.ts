// What the user changes in the history: names, tags, pins, and what is deleted, with the way back. What storage refuses
// is shown as it was.
import type { RunId } from '../../lib/ids';
import { err, ok, type Result } from '../../lib/result';
import type { GetHistory, HistoryRuns, SetHistory } from './historyRuns';
import type { HistoryState, HistoryTools, Removed } from './historyState';
import { type Marks, noMarks, removeWhole, withMarks } from './keptRun';
import { cleanMarks } from './marks';

type Changes = Pick<HistoryState, 'mark' | 'remove'>;

export function historyChanges(
  set: SetHistory,
  get: GetHistory,
  tools: HistoryTools,
  { marks, refresh, take }: HistoryRuns,
): Changes {
  const { vault, recorder, channel } = tools;

  const show = (all: readonly (readonly [RunId, Marks])[]): void => {
    const runs = new Map(get().runs);
    for (const [id, own] of all) {
      marks.set(id, own);
      const run = runs.get(id);
      if (run) runs.set(id, { ...run, record: withMarks(run.record, own) });
    }
    set({ runs });
  };

  const mark = async (ids: readonly RunId[], change: Partial<Marks>): Promise<Result<void, string>> => {
    const before = ids.map((id) => [id, marks.get(id) ?? noMarks] as const);
    const after = before.map(([id, own]) => [id, cleanMarks({ ...own, ...change })] as const);
    show(after);
    try {
      await vault.write(after.map(([key, value]) => ({ shelf: 'runMarks', key, value })));
    } catch {
      show(before);
      return err(`Not kept: ${noAnswer} Make room, and try again.`);
    }
    channel.post(ids);
    return ok(undefined);
  };

  const remove = async (ids: readonly RunId[]): Promise<Result<Removed, string>> => {
    const mayGo = ids.filter((id) => get().runs.get(id)?.record.state !== 'training');
    const own = mayGo.map((id) => [id, marks.get(id) ?? noMarks] as const);
    const backs = mayGo.flatMap((id) => recorder.drop(id) ?? []);
    const bringBack = (): void => {
      for (const back of backs) back();
    };
    try {
      const whole = await removeWhole(vault, mayGo);
      take(mayGo);
      channel.post(mayGo);
      // There may be room now for what was refused.
      if (get().shortage) void recorder.flush();
      const undo = async (): Promise<Result<void, string>> => {
        try {
          await vault.write(whole);
        } catch {
          return err(`Not brought back: ${noAnswer}`);
        }
        for (const [id, kept] of own) marks.set(id, kept);
        bringBack();
        await Promise.all(mayGo.map(refresh));
        channel.post(mayGo);
        return ok(undefined);
      };
      return ok({ count: mayGo.length, undo });
    } catch {
      bringBack();
      return err('Not deleted: this browser’s storage did not answer or refused. Try again.');
    }
  };

  return { mark, remove };
}

const noAnswer = 'this browser’s storage did not answer or has no room.';
