// Why a file could not be opened, problem by problem, and what can be kept of it on the user's word.
import { Button, Group, Modal, ScrollArea, Text } from '@mantine/core';
import type { Place } from '../../graph/problem';
import { closeDialog, type Dialog, useOverlays } from '../overlays';
import { openSalvaged } from './fileActions';
import styles from './files.module.css';

/** More would not be read. */
const mostShown = 100;

type Unreadable = Extract<Dialog, { type: 'unreadable' }>;

/** Stands ready while there is nothing to say, for a dialog that begins open does not know where the focus was. */
export function UnreadableFile() {
  const dialog = useOverlays((s) => s.dialog);
  const why = dialog?.type === 'unreadable' ? dialog : undefined;
  return (
    <Modal
      opened={why !== undefined}
      onClose={closeDialog}
      size="lg"
      title={why && `${why.fileName} cannot be opened${why.salvage ? ' as it stands' : ''}`}
    >
      {why && <Why {...why} />}
    </Modal>
  );
}

function Why({ fileName, problems, salvage }: Unreadable) {
  const kept = salvage?.notes.size ?? 0;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        Your open drawing is untouched.
      </Text>
      <ScrollArea.Autosize mah="45vh">
        <ul className={styles.problems}>
          {problems.slice(0, mostShown).map((problem) => (
            <li key={`${problem.code} ${placeOf(problem.at)} ${problem.message}`}>
              {!problem.message.startsWith(placeOf(problem.at)) && (
                <code className={styles.place}>{placeOf(problem.at)}</code>
              )}
              <span>{problem.message}</span>
            </li>
          ))}
        </ul>
        {problems.length > mostShown && <Text size="sm">… and {problems.length - mostShown} more.</Text>}
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="md">
        <Button variant="default" size="xs" onClick={closeDialog}>
          {salvage ? 'Cancel' : 'Close'}
        </Button>
        {salvage && (
          <Button
            size="xs"
            onClick={() => {
              closeDialog();
              openSalvaged(fileName, salvage);
            }}
          >
            {kept === 0 ? 'Open what is left' : `Open with ${kept} ${kept === 1 ? 'part' : 'parts'} marked`}
          </Button>
        )}
      </Group>
    </>
  );
}

function placeOf(at: Place): string {
  if (at.type === 'file') return at.path;
  if (at.type === 'node') return at.node;
  return at.type === 'edge' ? at.edge : '';
}
