// A canvas that fills an element: kept at its size and the screen's resolution, and painted when what it shows, the size
// or the theme changes.
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

export interface Surface {
  readonly width: number;
  readonly height: number;
  /** Counts changes of the theme: what is painted takes its colours from the page anew. */
  readonly theme: number;
}

/** The size of an element in CSS pixels, and the count of themes. */
export function useSurface(host: HTMLElement | null): Surface {
  const [surface, setSurface] = useState<Surface>({ width: 400, height: 160, theme: 0 });
  useLayoutEffect(() => {
    if (!host) return;
    const measure = () =>
      setSurface((before) => {
        const width = Math.max(80, host.clientWidth);
        const height = Math.max(50, host.clientHeight);
        return before.width === width && before.height === height ? before : { ...before, width, height };
      });
    measure();
    const resizes = new ResizeObserver(measure);
    resizes.observe(host);
    const themes = new MutationObserver(() =>
      setSurface((before) => ({ ...before, theme: before.theme + 1 })),
    );
    themes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      resizes.disconnect();
      themes.disconnect();
    };
  }, [host]);
  return surface;
}

/** Calls `paint` after every rendering in which it or the surface is another; its context has device pixels. */
export function usePainted(
  canvas: RefObject<HTMLCanvasElement | null>,
  surface: Surface,
  paint: (context: CanvasRenderingContext2D, ratio: number) => void,
): void {
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(surface.width * ratio), Math.round(surface.height * ratio)];
    // Setting a size clears the canvas and its memory even where it stays the same.
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    paint(context, ratio);
  }, [canvas, surface, paint]);
}
