// What is being typed, apart from the value that holds. A valid draft is applied when typing pauses, so that typing
// “32” is one step of history; an invalid one is never applied, and the form says why even after it is forgotten.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../lib/result';
import { useTellRefusal } from './refusal';

/** Milliseconds without a key after which a draft counts as meant. */
const pause = 350;

export interface Draft<V> {
  /** What the control shows. */
  readonly shown: unknown;
  readonly error: string | undefined;
  readonly change: (typed: unknown) => void;
  /** Applies a valid draft now and forgets an invalid one. */
  readonly settle: () => void;
  readonly value: V;
}

/** `refusal` words why a draft is not applied: what `check` says of it, and the value that is kept. */
export function useDraft<V>(
  field: string,
  value: V,
  check: (typed: unknown) => Result<V, string>,
  commit: (value: V) => void,
  refusal: (reason: string, kept: V) => string,
): Draft<V> {
  const tell = useTellRefusal();
  const [typed, setTyped] = useState<{ text: unknown; error?: string }>();
  const pending = useRef<{ value: V }>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(commit);
  latest.current = commit;

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const held = pending.current;
    pending.current = undefined;
    if (held) latest.current(held.value);
  }, []);
  // Selecting another node takes the control away in the middle of typing.
  useEffect(() => flush, [flush]);
  // Undo and redo change the value under the control; what was typed before is then history.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the value is the trigger.
  useEffect(() => {
    if (pending.current) return;
    setTyped(undefined);
    tell(field, undefined);
  }, [value]);

  const change = (text: unknown) => {
    const checked = check(text);
    clearTimeout(timer.current);
    pending.current = checked.ok ? { value: checked.value } : undefined;
    setTyped(checked.ok ? { text } : { text, error: checked.error });
    tell(field, checked.ok ? undefined : refusal(checked.error, value));
    if (checked.ok) timer.current = setTimeout(flush, pause);
  };
  const settle = () => {
    flush();
    setTyped(undefined);
  };
  return { shown: typed ? typed.text : value, error: typed?.error, change, settle, value };
}
