// A text in Markdown, drawn. Until what draws it is loaded, the text itself is shown.
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
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

/** `onDrawn` gets the element each time that the text has been drawn as Markdown. */
export const Markdown = memo(function Markdown({
  text,
  onDrawn,
}: {
  text: string;
  onDrawn?: (element: HTMLElement) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const render = useRender();
  const html = useMemo(() => render?.(text), [render, text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is the trigger.
  useLayoutEffect(() => {
    if (box.current) onDrawn?.(box.current);
  }, [html, onDrawn]);
  if (html === undefined) return <div className={styles.plain}>{text}</div>;
  return (
    <div
      className={styles.markdown}
      ref={box}
      data-markdown
      // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown escapes all HTML of the text.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});
