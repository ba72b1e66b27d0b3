// Drawing many things a few at a time: each group in a task of its own after the frame that shows the one before, so that
// no task keeps the page's user waiting.
import { nextTask } from '../../store/inSlices';

/** How many come first; more or fewer after, by how long those took. */
const firstGroup = 24;
/** Every group costs something by itself, for the page is laid out and painted for each. */
const leastGroup = 24;
const largestGroup = 96;
/** Milliseconds that the drawing of a group may take about, and its painting as well. */
const groupTime = 20;

/** Calls `draw` with a number of things to draw at once, until it answers that none is left. */
export async function inGroups(draw: (count: number) => boolean): Promise<void> {
  for (let group = firstGroup; ; ) {
    const painted = await nextFrame();
    const began = performance.now();
    if (!draw(group)) return;
    // React Flow takes up what it was given afterwards.
    await Promise.resolve();
    const spent = Math.max(painted, performance.now() - began);
    const next = Math.round(group * Math.min(1.5, Math.max(0.5, groupTime / spent)));
    group = Math.min(largestGroup, Math.max(leastGroup, next));
  }
}

/** After the frame that shows what was done before: milliseconds that it took. In a page that nobody sees there are none. */
async function nextFrame(): Promise<number> {
  if (document.hidden) {
    await nextTask();
    return 0;
  }
  const began = await new Promise<number>((resolve) =>
    requestAnimationFrame(() => resolve(performance.now())),
  );
  await nextTask();
  return performance.now() - began;
}
