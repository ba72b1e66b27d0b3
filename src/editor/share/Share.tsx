// The dialog that shares a link, where it is wanted.
import { useOverlays } from '../overlays';
import { wantedDialog } from '../wantedDialog';

const ShareDialog = wantedDialog(() => import('./ShareDialog').then((module) => module.ShareDialog));

export const Share = () => <ShareDialog opened={useOverlays((s) => s.dialog?.type === 'share')} />;
