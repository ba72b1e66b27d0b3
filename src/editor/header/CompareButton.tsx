// The way to a second design beside the first.
import { IconColumns2 } from '@tabler/icons-react';
import { hintOf } from '../actions/keyText';
import { compareAction } from '../compare/actions';
import { useOverlays } from '../overlays';
import { wantedDialog } from '../wantedDialog';
import { HeaderButton } from './HeaderButton';

const CompareDialog = wantedDialog(() =>
  import('../compare/CompareDialog').then((module) => module.CompareDialog),
);

export function CompareButton() {
  const opened = useOverlays((s) => s.dialog?.type === 'compare');
  return (
    <>
      <HeaderButton
        icon={IconColumns2}
        label="Compare"
        hint={hintOf(compareAction)}
        onClick={compareAction.run}
      />
      <CompareDialog opened={opened} />
    </>
  );
}
