// The form of a node's parameters: the usual ones at once, the rarely wanted ones under “More”.
import { IconChevronRight } from '@tabler/icons-react';
import { memo, useId, useState } from 'react';
import { isBindable } from '../../../graph/values';
import type { Fields, FieldValue, Params } from '../../../layers/fields';
import { classNames } from '../../classNames';
import { useOverlays } from '../../overlays';
import { RefusalScope } from '../../refusal';
import { arrangeFields, type ShownField } from './arrangeFields';
import { BindableField } from './BindableField';
import type { Binding } from './Binding';
import { FieldControl } from './FieldControl';
import { Refusal } from './FieldRow';
import styles from './fields.module.css';

export function NodeFields({
  fields,
  params,
  binding,
  onSet,
}: {
  fields: Fields;
  params: Params;
  /** Given within a module's definition. */
  binding?: Binding;
  /** The same function at every render. */
  onSet: SetField;
}) {
  const { plain, advanced, changed } = arrangeFields(fields, params);
  // Open when something in it is not as usual, until the user says otherwise.
  const [wanted, setWanted] = useState<boolean>();
  const open = wanted ?? changed > 0;
  const sought = useOverlays((s) => s.wantedField);
  if (!open && advanced.some(({ name }) => name === sought)) setWanted(true);
  const id = useId();
  const control = ({ name, field, value }: ShownField) => {
    const plainControl = (
      <OwnField
        key={name}
        name={name}
        field={field}
        value={value}
        params={field.type === 'padding' ? params : noParams}
        onSet={onSet}
      />
    );
    if (!binding) return plainControl;
    // In step with the fields that can follow the module.
    if (!isBindable(field)) {
      return (
        <div key={name} className={styles.bindable}>
          {plainControl}
        </div>
      );
    }
    return (
      <BindableField key={name} name={name} field={field} value={value} binding={binding}>
        {plainControl}
      </BindableField>
    );
  };
  return (
    <RefusalScope>
      <div className={styles.fields}>
        {plain.map(control)}
        {advanced.length > 0 && (
          <>
            <button
              type="button"
              className={styles.more}
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setWanted(!open)}
            >
              <IconChevronRight
                className={classNames(styles.chevron, open && styles.turned)}
                size={13}
                stroke={2}
                aria-hidden
              />
              More
              <span className={styles.moreHint}>
                {changed > 0 ? `${changed} not at default` : open ? '' : listOf(advanced)}
              </span>
            </button>
            <div id={id} className={styles.folded} hidden={!open}>
              {open && advanced.map(control)}
            </div>
          </>
        )}
        <Refusal />
      </div>
    </RefusalScope>
  );
}

type SetField = (name: string, label: string, value: FieldValue) => void;

/** Only padding is shown by what the other parameters are. */
const noParams: Params = {};

/** One field's control; setting another field leaves it alone. */
const OwnField = memo(function OwnField({
  onSet,
  ...shown
}: ShownField & { params: Params; onSet: SetField }) {
  return <FieldControl {...shown} onSet={(next) => onSet(shown.name, shown.field.label, next)} />;
});

/** What is folded away, so that nobody need open it to know: `Groups, L1, L2, Frozen`. */
const listOf = (fields: readonly ShownField[]): string => fields.map(({ field }) => field.label).join(', ');
