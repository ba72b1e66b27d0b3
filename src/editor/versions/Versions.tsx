// The dialog of versions, where it is wanted.
import { useOverlays } from '../overlays';
import { wantedDialog } from '../wantedDialog';

const VersionsDialog = wantedDialog(() => import('./VersionsDialog').then((module) => module.VersionsDialog));

export function Versions() {
  const dialog = useOverlays((s) => s.dialog);
  const opened = dialog?.type === 'versions';
  return <VersionsDialog opened={opened} naming={opened && dialog.naming === true} />;
}
