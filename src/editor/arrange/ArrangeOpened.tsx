// A design whose file says nothing of places is arranged once, in the background, after it has been opened. That is no
// step of history: it belongs to the opening. A file with places is never touched, nor one that is edited meanwhile.
import { useEffect } from 'react';
import { alongWith } from '../../arrange/alongWith';
import { arrange, type Lay } from '../../arrange/arrange';
import type { ArrangeRequest } from '../../arrange/request';
import { noAnnotations } from '../../graph/annotations';
import { type Document, directionOf } from '../../graph/document';
import { applyEdits } from '../../graph/edit';
import type { Drawing, Edit } from '../../graph/edits';
import { edgesFrom, edgesInto, type Graph } from '../../graph/graph';
import { isFoundByDepth } from '../../graph/placeNodes';
import { levelOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { activeStore, useStore } from '../../store/store';
import { activeFlow } from '../canvas/paneFlows';
import { cardSize } from '../freePlace';
import { editsAlong, movedBy, showAll } from './arrangeLevel';
import { timeLimit } from './arranging';

const begun = new WeakSet<Document>();

export function ArrangeOpened() {
  const document = useStore((s) => s.document);
  useEffect(() => {
    if (begun.has(document) || !isFoundByDepth(document.layout) || !branches(document.graph)) return;
    begun.add(document);
    void arrangeOpened(activeStore(), document);
  }, [document]);
  return null;
}

/** A chain stands well in columns by depth. */
const branches = (graph: Graph): boolean =>
  [...graph.nodes.keys()].some((id) => edgesInto(graph, id).length > 1 || edgesFrom(graph, id).length > 1);

async function arrangeOpened(store: PaneStore, document: Document): Promise<void> {
  const control = new AbortController();
  const stop = store.subscribe((state) => {
    if (state.document !== document) control.abort();
  });
  const timer = setTimeout(() => control.abort(), timeLimit * 1000);
  try {
    const { withElk } = await import('../../arrange/elkWorker');
    const edits = await withElk(control.signal, (lay) => editsFor(document, lay));
    const made = applyEdits(document, edits);
    stop();
    if (!made.ok || store.getState().document !== document) return;
    const arranged: Document = { ...document, ...made.value };
    store.setState(({ saved }) => ({ document: arranged, saved: saved === document ? arranged : saved }));
    show(store);
  } catch {
    // The places found by depth are good enough; whoever wants better ones arranges it and is then told what is wrong.
  } finally {
    clearTimeout(timer);
    stop();
  }
}

async function editsFor(document: Document, lay: Lay): Promise<readonly Edit[]> {
  const { graph } = document;
  const edits = [...(await editsOf(document, document, lay))];
  for (const { name, ...drawn } of graph.modules.values()) {
    if (!isFoundByDepth(drawn.layout)) continue;
    for (const edit of await editsOf(document, drawn, lay))
      edits.push({ type: 'inModule', module: name, edit });
  }
  return edits;
}

async function editsOf(document: Document, drawn: Drawing, lay: Lay): Promise<readonly Edit[]> {
  const request = requestOf(document, drawn);
  const positions = await arrange(request, lay);
  const { annotations = noAnnotations } = drawn;
  const along = alongWith({ ...movedBy(request, positions), annotations });
  return [{ type: 'move', positions }, ...editsAlong(annotations, along)];
}

/** Within a definition, instances are of the document's modules. */
const requestOf = (document: Document, { graph, layout }: Drawing): ArrangeRequest => ({
  cards: [...graph.nodes.values()].map((node) => ({
    id: node.id,
    ...cardSize({ ...graph, modules: document.graph.modules }, node),
  })),
  wires: [...graph.edges.values()],
  direction: directionOf(document),
  places: layout,
  scope: { type: 'all' },
});

function show(store: PaneStore): void {
  const pane = activeFlow();
  if (pane?.store !== store) return;
  const { document, path } = store.getState();
  const { graph, layout } = levelOf({ document, path });
  showAll(pane, requestOf(document, { graph, layout }), layout, []);
}
