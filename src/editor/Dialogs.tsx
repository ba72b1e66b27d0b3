// The dialogs that any part of the editor may ask for; each shows itself when it is wanted.
import { ConnectDialog } from './canvas/ConnectDialog';
import { UnreadableFile } from './files/UnreadableFile';
import { ShortcutsDialog } from './keyboard/ShortcutsDialog';
import { MakeModuleDialog } from './modules/MakeModuleDialog';
import { Share } from './share/Share';
import { ExportDialog } from './show/ExportDialog';
import { Versions } from './versions/Versions';

export function Dialogs() {
  return (
    <>
      <ConnectDialog />
      <MakeModuleDialog />
      <UnreadableFile />
      <ShortcutsDialog />
      <ExportDialog />
      <Versions />
      <Share />
    </>
  );
}
