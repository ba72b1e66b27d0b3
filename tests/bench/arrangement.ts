// Arranging by itself, as the editor does it: ELK in a worker that is started for it, and what the page feels meanwhile.
import { arrange } from '../../src/arrange/arrange';
import { withElk } from '../../src/arrange/elkWorker';
import type { ArrangeRequest } from '../../src/arrange/request';
import { cardSize } from '../../src/editor/freePlace';
import { expand } from '../../src/graph/expand';
import { parseTemplate } from '../../src/graph/parseTemplate';
import googlenet from '../../templates/googlenet.json?raw';
import resnet152 from '../../templates/resnet-152.json?raw';

const texts = { googlenet, resnet152 } as const;
export type Drawn = keyof typeof texts;

/** Milliseconds. */
export interface Arrangement {
  readonly nodes: number;
  /** Of each arrangement, from the request to the places. */
  readonly times: readonly number[];
  /** The longest task of the page's own thread meanwhile; 0 where none took 50. */
  readonly longestTasks: readonly number[];
}

/** Arranges a network with its modules unfolded again and again. */
export async function measureArrangement(name: Drawn, rounds: number): Promise<Arrangement> {
  const request = requestOf(name);
  const times: number[] = [];
  const longestTasks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const tasks = watchTasks();
    const begun = performance.now();
    const found = await withElk(new AbortController().signal, (lay) => arrange(request, lay));
    times.push(performance.now() - begun);
    longestTasks.push(await tasks());
    if (found.size !== request.cards.length) throw new Error(`${name}: not every node found a place`);
  }
  return { nodes: request.cards.length, times, longestTasks };
}

function requestOf(name: Drawn): ArrangeRequest {
  const read = parseTemplate(texts[name]);
  if (!read.ok) throw new Error(`${name} is no template`);
  const graph = expand(read.value.graph);
  return {
    cards: [...graph.nodes.values()].map((node) => ({ id: node.id, ...cardSize(graph, node) })),
    wires: [...graph.edges.values()],
    direction: 'right',
    places: new Map(),
    scope: { type: 'all' },
  };
}

/** Watches from now on; what it gives ends the watch and answers with the longest task. */
function watchTasks(): () => Promise<number> {
  let longest = 0;
  const take = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'longtask' });
  return async () => {
    // A task is told of only after it has ended.
    await new Promise((resolve) => setTimeout(resolve, 100));
    take(observer.takeRecords());
    observer.disconnect();
    return longest;
  };
}
