// A text in Markdown, drawn. Until what draws it is loaded, the text itself is shown. Its boxes can be ticked.
import { type MouseEvent, memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import styles from './notes.module.css';

type Render = (text: string) => string;
let known: Render | undefined;

function useRender(): Render | undefined {
  const [render, setRender] = useState(() => known);
  useEffect(() => {
    if (known) return;
    let there = true;
    void import('./renderMarkdown').then(({ renderMarkdown }) => {
      known = renderMarkdown;
      if (there) setRender(() => renderMarkdown);
    });
    return () => {
      there = false;
    };
  }, []);
  return render;
}

/**
 * `onDrawn` gets the element each time that the text has been drawn as Markdown; `onTick` the number of a box in the
 * text, from 0 on, that was clicked or pressed.
 */
export const Markdown = memo(function Markdown({
  text,
  onDrawn,
  onTick,
}: {
  text: string;
  onDrawn?: (element: HTMLElement) => void;
  onTick: (box: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const render = useRender();
  const html = useMemo(() => render?.(text), [render, text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is the trigger.
  useLayoutEffect(() => {
    if (box.current) onDrawn?.(box.current);
  }, [html, onDrawn]);
  const ticked = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is the trigger.
  useLayoutEffect(() => {
    const boxes = boxesIn(box.current);
    for (const each of boxes) {
      each.setAttribute('aria-label', each.closest('li')?.innerText.trim() ?? '');
      each.classList.add('nodrag');
    }
    // What was ticked is drawn anew, and keeps the focus.
    if (ticked.current !== undefined) boxes[ticked.current]?.focus({ preventScroll: true });
    ticked.current = undefined;
  }, [html]);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const at = boxesIn(box.current).indexOf(event.target as HTMLInputElement);
    if (at < 0) return;
    // The text says whether it is ticked.
    event.preventDefault();
    ticked.current = at;
    onTick(at);
  };
  if (html === undefined) return <div className={styles.plain}>{text}</div>;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the boxes make clicks of keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the boxes in it.
    <div
      className={styles.markdown}
      ref={box}
      data-markdown
      onClick={onClick}
      onDoubleClick={(event) => event.target instanceof HTMLInputElement && event.stopPropagation()}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown escapes all HTML of the text.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});

const boxesIn = (element: HTMLElement | null): readonly HTMLInputElement[] => [
  ...(element?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? []),
];
