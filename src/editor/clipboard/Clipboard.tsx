// The browser's own copy, cut and paste on the canvas, which need no permission.
import { useEffect } from 'react';
import { useOverlays } from '../overlays';
import { type Copied, copySelection, removeCopied, sayCopied } from './copying';
import { followPointer } from './places';

export function Clipboard() {
  useEffect(followPointer, []);
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      const copied = copyInto(event);
      if (copied) sayCopied(copied);
    };
    const onCut = (event: ClipboardEvent) => {
      const copied = copyInto(event);
      if (copied) removeCopied(copied);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
  return null;
}

/** Puts the selection on the clipboard, unless the event is about words: a text field, or marked text. */
function copyInto(event: ClipboardEvent): Copied | undefined {
  if (isOfWords(event) || window.getSelection()?.isCollapsed === false) return undefined;
  const copied = copySelection();
  if (!copied || !event.clipboardData) return undefined;
  event.clipboardData.setData('text/plain', copied.text);
  event.preventDefault();
  return copied;
}

function onPaste(event: ClipboardEvent): void {
  const { clipboardData } = event;
  // Files dropped by way of the clipboard are no text.
  if (
    isOfWords(event) ||
    !clipboardData ||
    (clipboardData.files.length > 0 && !clipboardData.types.includes('text/plain'))
  )
    return;
  event.preventDefault();
  const text = clipboardData.getData('text/plain');
  void import('./pasting').then(({ pasteText }) => pasteText(text));
}

const isOfWords = ({ target, defaultPrevented }: ClipboardEvent): boolean =>
  defaultPrevented ||
  useOverlays.getState().dialog !== undefined ||
  (target instanceof Element &&
    target.closest('input, textarea, [contenteditable], [role="dialog"]') !== null);
