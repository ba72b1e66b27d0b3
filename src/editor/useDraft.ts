// What is being typed, apart from the value that holds. A valid draft is applied when typing pauses, so that typing
// “32” is one step of history; an invalid one is never applied, and the form says why even after it is forgotten. A
// formula (`64*4`) is applied when it is left or confirmed, for while it is typed nobody knows where it ends.
import { useCallback, useEffect, useRef, useState } from 'react';
import { isFormula } from '../graph/arithmetic';
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
  /** Enter: applies a valid draft, and keeps an invalid one to be mended. */
  readonly confirm: () => void;
  /** Escape: forgets what was typed and not yet applied. */
  readonly discard: () => void;
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
  const refused = useRef<{ reason: string; told: string }>(undefined);
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
    const formula = Array.isArray(text) ? text.some(isFormula) : isFormula(text);
    clearTimeout(timer.current);
    pending.current = checked.ok ? { value: checked.value } : undefined;
    refused.current = checked.ok ? undefined : { reason: checked.error, told: refusal(checked.error, value) };
    // A formula is as good as always wrong until it is whole.
    setTyped(checked.ok || formula ? { text } : { text, error: checked.error });
    tell(field, checked.ok || formula ? undefined : refused.current?.told);
    if (checked.ok && !formula) timer.current = setTimeout(flush, pause);
  };
  const settle = () => {
    flush();
    if (refused.current) tell(field, refused.current.told);
    refused.current = undefined;
    setTyped(undefined);
  };
  const confirm = () => {
    const { reason, told } = refused.current ?? {};
    if (reason === undefined) return settle();
    tell(field, told);
    setTyped((before) => before && { ...before, error: reason });
  };
  const discard = () => {
    clearTimeout(timer.current);
    pending.current = undefined;
    refused.current = undefined;
    setTyped(undefined);
    tell(field, undefined);
  };
  return { shown: typed ? typed.text : value, error: typed?.error, change, settle, confirm, discard, value };
}
