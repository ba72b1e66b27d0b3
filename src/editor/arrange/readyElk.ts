// Has the program that finds places ready before it is asked: for a large drawing once the page is at rest, for any once
// the pointer or the focus comes to the button that arranges.
import { useEffect } from 'react';
import { useStore } from '../../store/store';

/** Smaller drawings are arranged soon enough without. */
const large = 40;
/** Milliseconds after a drawing has become large, which it mostly does by being opened. */
const rest = 1000;

/** Starts it, unless it runs already. */
export async function readyElk(): Promise<void> {
  try {
    const { warmElk } = await import('../../arrange/elkWorker');
    await warmElk();
  } catch {
    // Whoever arranges then learns what is wrong.
  }
}

export function useReadyElk(): void {
  const isLarge = useStore((s) => s.document.graph.nodes.size >= large);
  useEffect(() => {
    if (!isLarge) return;
    const timer = setTimeout(() => {
      if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void readyElk());
      else void readyElk();
    }, rest);
    return () => clearTimeout(timer);
  }, [isLarge]);
}
