// What waits behind the window without a place in it: the keys, the clipboard, files that are dropped, what the
// address asks for, and the dialogs.
import { ArrangeOpened } from './arrange/ArrangeOpened';
import { Clipboard } from './clipboard/Clipboard';
import { Dialogs } from './Dialogs';
import { DrawOverlays } from './draw/DrawOverlays';
import { DropZone } from './files/DropZone';
import { KeyPresses } from './keyboard/KeyPresses';
import { later } from './later';
import { Offline } from './offline/Offline';
import { Arrivals } from './share/Arrivals';
import { Spoken } from './spoken/Spoken';
import { LongPress } from './touch/LongPress';
import './touch/touch.css';
import { TourWhenTaken } from './tour/TourWhenTaken';

const Printing = later(() => import('./show/Printing').then((module) => module.Printing));

export const Behind = () => (
  <>
    <KeyPresses />
    <ArrangeOpened />
    <Clipboard />
    <Spoken />
    <DropZone />
    <DrawOverlays />
    <Dialogs />
    <LongPress />
    <Offline />
    <Printing />
    <TourWhenTaken />
    <Arrivals />
  </>
);
