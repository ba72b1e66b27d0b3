// What can be deleted when a version could not be kept: the versions without a name, of this drawing and of others, the
// largest first. Nothing is deleted but by these buttons.
import { useEffect, useState } from 'react';
import { formatBytes } from '../../lib/format';
import type { Taken } from '../../store/versions/roomTaken';
import { useVersioning, versioning } from '../../store/versions/versions';
import { showDialog } from '../overlays';
import { Deletable, Deletables, StorageAlert } from '../wide/StorageAlert';
import { complain } from './notice';

const mostRows = 5;

export function MakeRoom() {
  const shortage = useVersioning((s) => s.shortage);
  const writes = useVersioning((s) => s.writes);
  const [taken, setTaken] = useState<readonly Taken[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every write may have changed what is taken.
  useEffect(() => {
    if (shortage !== 'full') return;
    versioning.taken().then(setTaken, () => setTaken([]));
  }, [shortage, writes]);
  if (!shortage) return null;
  if (shortage === 'refused')
    return (
      <StorageAlert title="Versions are not kept">
        This browser does not let this site store anything (private mode?). Save the drawing to a file; its
        steps can be undone as long as the page stays open.
      </StorageAlert>
    );
  return (
    <StorageAlert title="No room left: the last version is not kept">
      Delete what you no longer need. Versions with a name stay, and so do the drawings themselves.
      <Deletables>
        {taken.slice(0, mostRows).map((each) => (
          <Deletable
            key={each.lineage}
            what={wordsOf(each)}
            size={formatBytes(each.bytes)}
            onAct={() => void remove(each.lineage)}
          />
        ))}
        <Deletable
          what="Runs of the history and data sets of your own"
          act="Show"
          onAct={() => showDialog({ type: 'history' })}
        />
      </Deletables>
    </StorageAlert>
  );
}

const wordsOf = ({ count, title, open }: Taken): string =>
  `${count === 1 ? 'One version' : `${count} versions`} of ${title || 'Untitled'}${open ? '' : ' (not open here)'}`;

async function remove(lineage: string): Promise<void> {
  const removed = await versioning.removeUnnamed(lineage);
  if (!removed.ok) complain(removed.error);
}
