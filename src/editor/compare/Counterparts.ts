// Whoever selects cards in one pane sees their counterparts selected in the others.
import { useEffect } from 'react';
import { cardAt, counterpartsOf } from '../../compare/levels';
import { type NodeId, nodeId, pathOf } from '../../lib/ids';
import { differenceOf } from '../../store/differences';
import { expandedOf } from '../../store/judge';
import { levelOf, prefixOf } from '../../store/level';
import type { Pane } from '../../store/panes';
import { comparing } from '../../store/store';
import { flowOf } from '../canvas/paneFlows';
import { revealIn } from '../canvas/useView';

/** Listens; there is nothing to see. */
export function Counterparts(): null {
  useEffect(() => {
    let followed: readonly (() => void)[] = [];
    const follow = (panes: readonly Pane[]): void => {
      for (const stop of followed) stop();
      followed = panes.map((pane) =>
        pane.store.subscribe((now, before) => {
          const { active, panes: open } = comparing.getState();
          if (now.selectedNodes === before.selectedNodes || open.length < 2 || active !== pane.id) return;
          for (const other of open) if (other !== pane) selectCounterparts(pane, other);
        }),
      );
    };
    follow(comparing.getState().panes);
    const stop = comparing.subscribe((now, before) => {
      if (now.panes !== before.panes) follow(now.panes);
    });
    return () => {
      stop();
      for (const end of followed) end();
    };
  }, []);
  return null;
}

function selectCounterparts(pane: Pane, other: Pane): void {
  const found = counterpartsIn(pane, other);
  const { selectedNodes } = other.store.getState();
  if (found.length === selectedNodes.size && found.every((id) => selectedNodes.has(id))) return;
  other.store.setState({ selectedNodes: new Set(found), selectedEdges: new Set() });
  const [first] = found;
  const flow = flowOf(other.id);
  if (first && flow && !comparing.getState().coupled) revealIn(flow, first);
}

/** The cards of the level that the other pane shows. */
function counterpartsIn(pane: Pane, other: Pane): readonly NodeId[] {
  const [mine, theirs] = [pane.store.getState(), other.store.getState()];
  const paths = [...mine.selectedNodes].map((id) => pathOf(prefixOf(mine.path), id));
  if (paths.length === 0) return [];
  const { matching } = differenceOf(mine.document.graph, theirs.document.graph);
  const graphs = {
    left: expandedOf(mine.document.graph).flat,
    right: expandedOf(theirs.document.graph).flat,
  };
  const level = prefixOf(theirs.path);
  const { nodes } = levelOf(theirs).graph;
  const cards = counterpartsOf(matching, 'left', graphs, paths).flatMap((path) => {
    const card = cardAt(path, level);
    const own = card === undefined ? undefined : nodeId(level === '' ? card : card.slice(level.length + 1));
    return own !== undefined && nodes.has(own) ? [own] : [];
  });
  return [...new Set(cards)];
}
