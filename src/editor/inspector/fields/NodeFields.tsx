// The form of a node's parameters: the usual ones at once, the rarely wanted ones under “More”.
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
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
  onSet: (name: string, label: string, value: FieldValue) => void;
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
      <FieldControl
        key={name}
        name={name}
        field={field}
        value={value}
        params={params}
        onSet={(next) => onSet(name, field.label, next)}
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

/** What is folded away, so that nobody need open it to know: `Groups, L1, L2, Frozen`. */
const listOf = (fields: readonly ShownField[]): string => fields.map(({ field }) => field.label).join(', ');
