// Every module of the drawing unfolded and the layers arranged, as one step: the whole network at once.
import { arrange } from '../../arrange/arrange';
import { applyEdits } from '../../graph/edit';
import type { Edit } from '../../graph/edits';
import { firstInstance } from '../../graph/unfold';
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { requestFor } from '../arrange/arrangeEdits';
import { cancellably, showAll } from '../arrange/arrangeLevel';
import { useArranging } from '../arrange/arranging';
import { judgeAhead } from '../canvas/drawAhead';
import { activeFlow } from '../canvas/paneFlows';
import { routeAhead } from '../canvas/routes';
import { announceProblem } from '../problems/announce';

const unfolding: Edit = { type: 'unfold' };

/**
 * Where notes or frames stand, cards keep the places that the edit gives them, so that all stays where it is spoken of;
 * so they do where the arrangement is cancelled or fails.
 */
async function unfoldAll(): Promise<void> {
  const pane = activeFlow();
  if (!pane || useArranging.getState().now) return;
  const { store } = pane;
  const { document } = store.getState();
  const unfolded = applyEdits(document, [unfolding]);
  if (!unfolded.ok) {
    announceProblem('Not unfolded', unfolded.error);
    return;
  }
  const { graph, layout, annotations } = unfolded.value;
  const wanted = { ...document, ...unfolded.value };
  const request = requestFor(wanted, unfolded.value);
  const found = annotations?.size
    ? undefined
    : await cancellably(store, request.cards.length, async (lay) => {
        const places = await arrange(request, lay);
        await routeAhead(graph, new Map([...layout, ...places]), request.direction);
        // The edit leads to the same graph.
        await judgeAhead(wanted);
        return places;
      });
  store.getState().goTo([]);
  const moved: readonly Edit[] = found ? [{ type: 'move', positions: found }] : [];
  const made = store.getState().apply('Unfold all modules', [unfolding, ...moved]);
  if (made.ok) showAll(pane, request, found ?? layout, []);
  else announceProblem('Not unfolded', made.error);
}

export const unfoldAction: Action = {
  id: 'module.unfoldAll',
  group: 'Modules',
  title: 'Unfold all modules',
  words: 'ungroup dissolve expand inline flatten every layer whole network',
  blocked: () => {
    if (useArranging.getState().now) return 'The drawing is being arranged.';
    return firstInstance(useStore.getState().document.graph) ? undefined : 'The drawing places no module.';
  },
  run: () => void unfoldAll(),
};
