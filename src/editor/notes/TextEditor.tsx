// The text of a note or frame while it is written. Escape or Mod+Enter ends it; what was typed is kept in any case.
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { classNames } from '../classNames';
import styles from './notes.module.css';

export function TextEditor({
  label,
  text,
  placeholder,
  focused = false,
  onChange,
  onLeave,
  onBlur,
}: {
  label: string;
  text: string;
  placeholder: string;
  /** The cursor goes to its end at once. */
  focused?: boolean;
  onChange: (text: string) => void;
  onLeave: (event?: KeyboardEvent) => void;
  onBlur?: (event: FocusEvent) => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = area.current;
    if (!focused || !element) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
  }, [focused]);
  return (
    <textarea
      ref={area}
      className={classNames(styles.textarea, 'nodrag', 'nopan', 'nowheel')}
      aria-label={label}
      aria-description="Markdown. Escape ends writing."
      placeholder={placeholder}
      maxLength={8000}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => (onBlur ? onBlur(event) : onLeave())}
      onKeyDown={(event) => {
        const ends = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (ends) onLeave(event);
      }}
    />
  );
}
