// Puts the cursor into the training setting that was asked for, once its control is there.
import { type RefObject, useEffect, useRef } from 'react';
import { settingReached, useOverlays } from '../overlays';

export function useWantedSetting(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const wanted = useOverlays((s) => s.wantedSetting);
  useEffect(() => {
    if (wanted === undefined) return;
    const labels = [...(form.current?.querySelectorAll('label') ?? [])];
    const control = labels.find(({ textContent }) => textContent === wanted)?.control;
    control?.focus();
    if (control instanceof HTMLInputElement) control.select();
    settingReached();
  }, [wanted]);
  return form;
}
