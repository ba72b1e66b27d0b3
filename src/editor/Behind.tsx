// What waits behind the window without a place in it: the keys, the clipboard, files that are dropped, and the dialogs.
import { Clipboard } from './clipboard/Clipboard';
import { Dialogs } from './Dialogs';
import { DrawOverlays } from './draw/DrawOverlays';
import { DropZone } from './files/DropZone';
import { KeyPresses } from './keyboard/KeyPresses';
import { Offline } from './offline/Offline';

export const Behind = () => (
  <>
    <KeyPresses />
    <Clipboard />
    <DropZone />
    <DrawOverlays />
    <Dialogs />
    <Offline />
  </>
);
