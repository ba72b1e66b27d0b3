// A run whose page went away while it trained has no one to say so: whoever looks at the history waits for that page's
// end and writes it down, with the curves as far as they came.
import type { RunId } from '../../lib/ids';
import type { Vault } from '../vault';
import { type KeptRun, readRun } from './keptRun';
import type { Owner } from './owner';

/**
 * Resolves when the run's page is gone or the run has ended: true where its record was in training still, and now says
 * `interrupted`. A page that goes on training is waited for as long as it lives.
 */
export async function whenInterrupted(vault: Vault, owner: Owner, id: RunId): Promise<boolean> {
  for (;;) {
    const before = await readRun(vault, id);
    if (before?.kept.record.state !== 'training') return false;
    await owner.whenGone(before.kept.owner, before.kept.beat);
    const found = await readRun(vault, id);
    if (found?.kept.record.state !== 'training') return false;
    // Where no lock tells, it may have written since.
    if (owner.beatEvery !== undefined && found.kept.beat > before.kept.beat) continue;
    const kept: KeptRun = { ...found.kept, record: { ...found.kept.record, state: 'interrupted' } };
    await vault.write([{ shelf: 'runs', key: id, value: kept }]);
    return true;
  }
}
