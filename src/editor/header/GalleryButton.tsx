// The way to the gallery of templates.
import { IconLayoutGrid } from '@tabler/icons-react';
import { hintOf } from '../actions/keyText';
import { galleryAction } from '../files/actions';
import { useOverlays } from '../overlays';
import { wantedDialog } from '../wantedDialog';
import { HeaderButton } from './HeaderButton';

const Gallery = wantedDialog(() => import('../gallery/Gallery').then((module) => module.Gallery));

const prepare = (): void => {
  void import('../gallery/gatherEntries').then(({ gatherEntries }) => gatherEntries()).catch(() => {});
};

export function GalleryButton() {
  const opened = useOverlays((s) => s.dialog?.type === 'gallery');
  return (
    <>
      <HeaderButton
        icon={IconLayoutGrid}
        label="Templates"
        hint={hintOf(galleryAction, 'Networks to begin from')}
        onClick={galleryAction.run}
        onPointerEnter={prepare}
      />
      <Gallery opened={opened} />
    </>
  );
}
