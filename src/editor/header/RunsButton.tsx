// The way to the history of runs, and the word when a run could not be kept.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHistory } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Shortage } from '../../store/history/recorder';
import { useHistory } from '../../store/history/useHistory';
import { hintOf } from '../actions/keyText';
import { showDialog, useOverlays } from '../overlays';
import { historyAction } from '../run/actions';
import { wantedDialog } from '../wantedDialog';
import { HeaderButton } from './HeaderButton';

const HistoryDialog = wantedDialog(() =>
  import('../history/HistoryDialog').then((module) => module.HistoryDialog),
);

export function RunsButton() {
  const opened = useOverlays((s) => s.dialog?.type === 'history');
  const shortage = useHistory((s) => s.shortage);
  useEffect(() => {
    if (shortage) tellShortage(shortage);
    else notifications.hide(notice);
  }, [shortage]);
  return (
    <>
      <HeaderButton
        icon={IconHistory}
        label="Runs"
        hint={hintOf(historyAction, 'All runs so far, and their curves together')}
        onClick={historyAction.run}
      />
      <HistoryDialog opened={opened} />
    </>
  );
}

const notice = 'run-not-kept';

/** Once, not at every writing: it stays until it is closed or the run is kept. */
function tellShortage(shortage: Shortage): void {
  notifications.hide(notice);
  notifications.show({
    id: notice,
    color: 'yellow',
    autoClose: false,
    title: shortage === 'full' ? 'No room left for this run' : 'This run is not kept',
    message: (
      <>
        <p style={{ margin: '0 0 6px' }}>
          {shortage === 'full'
            ? 'This browser has no room left for this site. The curves are whole as long as the page stays open; to keep them, delete earlier runs or data sets.'
            : 'This browser does not let this site store anything (private mode?). The curves are whole as long as the page stays open; export them before you close it.'}
        </p>
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => {
            notifications.hide(notice);
            showDialog({ type: 'history' });
          }}
        >
          {shortage === 'full' ? 'Show what can be deleted' : 'Show the runs'}
        </Button>
      </>
    ),
  });
}
