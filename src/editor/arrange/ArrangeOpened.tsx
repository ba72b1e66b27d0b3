// A design whose file says nothing of places is arranged once, in the background, after it has been opened. That is no
// step of history: it belongs to the opening. A file with places is never touched, nor one that is edited meanwhile.
import { useEffect } from 'react';
import type { Document } from '../../graph/document';
import { applyEdits } from '../../graph/edit';
import { edgesFrom, edgesInto, type Graph } from '../../graph/graph';
import { isFoundByDepth } from '../../graph/placeNodes';
import { levelOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { activeStore, useStore } from '../../store/store';
import { activeFlow } from '../canvas/paneFlows';
import { arrangeEdits, requestFor } from './arrangeEdits';
import { showAll } from './arrangeLevel';
import { timeLimit } from './arranging';
import { useReadyElk } from './readyElk';

const begun = new WeakSet<Document>();

export function ArrangeOpened() {
  const document = useStore((s) => s.document);
  useReadyElk();
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
    const edits = await withElk(control.signal, (lay) =>
      arrangeEdits(document, lay, { takes: ({ layout }) => isFoundByDepth(layout) }),
    );
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

function show(store: PaneStore): void {
  const pane = activeFlow();
  if (pane?.store !== store) return;
  const { document, path } = store.getState();
  const level = levelOf({ document, path });
  showAll(pane, requestFor(document, level), level.layout, []);
}
