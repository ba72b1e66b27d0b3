// The drawing that is shown as suggestions read it, and the layers that can be offered in it.
import { applyEdits } from '../../graph/edit';
import type { Edit } from '../../graph/edits';
import type { Graph } from '../../graph/graph';
import type { Problem } from '../../graph/problem';
import { ok, type Result } from '../../lib/result';
import type { Offer, Place, Scene } from '../../shapes/scene';
import { likeliest, type Suggestion } from '../../shapes/suggest';
import { dataSetIn } from '../../store/dataInUse';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { levelAfter } from '../commands';
import { itemsOf, keyOf, newLayer, type PaletteItem } from '../palette/paletteItems';

/** What the palette offers, as a node that can be placed. */
export interface LayerOffer extends Offer {
  readonly item: PaletteItem;
}

export function sceneNow(): Scene {
  const { graph, shapes } = levelNow();
  const data = dataSetIn(useStore.getState().data);
  return { graph, shapes, edited: graphAfter, ...(data ? { classes: data.classNames.length } : {}) };
}

/** The level's graph after edits; of the drawing itself without judging it a second time. */
function graphAfter(edits: readonly Edit[]): Result<Graph, Problem> {
  const { document, path } = useStore.getState();
  if (path.length === 0) {
    const drawn = applyEdits(document, edits);
    return drawn.ok ? ok(drawn.value.graph) : drawn;
  }
  const level = levelAfter(edits);
  return level.ok ? ok(level.value.graph) : level;
}

export function offersNow(): readonly LayerOffer[] {
  const { graph, inside } = levelNow();
  return itemsOf(graph, inside !== undefined).flatMap((item): readonly LayerOffer[] => {
    const layer = newLayer(keyOf(item), graph);
    return layer ? [{ ...layer, item }] : [];
  });
}

/** What Tab would add after a node; undefined where nothing usual fits. */
export function nextLikely(place: Place): Suggestion<LayerOffer> | undefined {
  return likeliest(sceneNow(), place, offersNow(), { x: 0, y: 0 });
}
