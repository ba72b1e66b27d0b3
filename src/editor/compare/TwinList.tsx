// The twins that can be made of a design, each with what it would do to weights and MACs, or why it cannot be made.
import { useDeferredValue, useMemo } from 'react';
import {
  makeTwin,
  type Twin,
  type TwinKind,
  type TwinRefusal,
  twinKinds,
  twinLabels,
} from '../../compare/twins/twins';
import type { Document } from '../../graph/document';
import { formatShort } from '../../lib/format';
import type { Result } from '../../lib/result';
import { closeDialog } from '../overlays';
import styles from './CompareDialog.module.css';
import { openBeside } from './compareActions';
import { ratioWords } from './ratioWords';

export function TwinList({ document, disabled }: { document: Document; disabled: boolean }) {
  // Five twins of a deep network take a moment: the dialog is drawn before them.
  const wanted = useDeferredValue<Document | undefined>(document, undefined);
  const twins = useMemo(
    () => wanted && twinKinds.map((kind) => ({ kind, made: makeTwin(wanted, kind) })),
    [wanted],
  );
  const common = twins && reasonOfAll(twins.map(({ made }) => made));
  return (
    <>
      {common !== undefined && (
        <p className={styles.refusal} role="status">
          {common}
        </p>
      )}
      <ul className={styles.list}>
        {inOrder(twins).map(({ kind, made }) => (
          <TwinChoice
            key={kind}
            kind={kind}
            made={made}
            reasoned={common !== undefined}
            disabled={disabled}
          />
        ))}
      </ul>
    </>
  );
}

interface Tried {
  readonly kind: TwinKind;
  readonly made: Result<Twin, TwinRefusal> | undefined;
}

/** Those that can be made first: nobody wants to read through what is not to be had. */
const inOrder = (twins: readonly Tried[] | undefined): readonly Tried[] =>
  twins?.toSorted((a, b) => Number(b.made?.ok === true) - Number(a.made?.ok === true)) ??
  twinKinds.map((kind) => ({ kind, made: undefined }));

const reasonOf = ({ reason, remedy }: TwinRefusal): string => `${reason} ${remedy}`;

/** Why none can be made, where it is the same for all: it is then said once, above them. */
function reasonOfAll(made: readonly Result<Twin, TwinRefusal>[]): string | undefined {
  const reasons = new Set(made.map((one) => (one.ok ? undefined : reasonOf(one.error))));
  return reasons.size === 1 ? [...reasons][0] : undefined;
}

interface ChoiceProps {
  readonly kind: TwinKind;
  readonly made: Result<Twin, TwinRefusal> | undefined;
  /** Why it cannot be made is said elsewhere. */
  readonly reasoned: boolean;
  readonly disabled: boolean;
}

function TwinChoice({ kind, made, reasoned, disabled }: ChoiceProps) {
  const { label, doc } = twinLabels[kind];
  return (
    <li>
      <button
        type="button"
        className={styles.choice}
        disabled={disabled || !made?.ok}
        onClick={() => {
          if (!made?.ok) return;
          closeDialog();
          openBeside(made.value.document);
        }}
      >
        <strong>
          {label}
          {made?.ok && <span>{figuresOf(made.value)}</span>}
        </strong>
        {made && !made.ok && !reasoned ? (
          <p className={styles.refusal}>{reasonOf(made.error)}</p>
        ) : (
          <p>{doc}</p>
        )}
      </button>
    </li>
  );
}

function figuresOf({ before, after }: Twin): string {
  const weights = `${formatShort(after.trainable)} weights (${ratioWords(after.trainable, before.trainable)})`;
  return `${weights} · ${formatShort(after.macs)} MACs (${ratioWords(after.macs, before.macs)})`;
}
