// Shows what is selected: a node, a wire, several nodes, or with nothing selected the drawing as a whole.
import { ScrollArea } from '@mantine/core';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef } from 'react';
import { levelOf } from '../../store/level';
import { useStore } from '../../store/store';
import { focusCard } from '../canvas/useView';
import { ModuleInspector } from '../modules/ModuleInspector';
import { AnnotationInspector } from '../notes/AnnotationInspector';
import { ManyAnnotations } from '../notes/ManyAnnotations';
import { showAnnotation } from '../notes/walk';
import { fieldReached, inspectorReached, useOverlays } from '../overlays';
import { DocumentInspector } from './DocumentInspector';
import { EdgeInspector } from './EdgeInspector';
import styles from './Inspector.module.css';
import { ManyInspector } from './ManyInspector';
import { NodeInspector } from './NodeInspector';

export function Inspector() {
  const box = useRef<HTMLDivElement>(null);
  useInspectRequests(box);
  useWantedField(box);
  return (
    <ScrollArea className={styles.scroll} type="auto" scrollbarSize={6} onKeyDown={leave}>
      <div ref={box} className={styles.inspector} data-testid="inspector">
        <Selected />
      </div>
    </ScrollArea>
  );
}

function Selected() {
  const nodes = useStore((s) => s.selectedNodes);
  const edges = useStore((s) => s.selectedEdges);
  const selected = useStore((s) => s.selectedAnnotations);
  const annotations = useStore((s) => levelOf(s).annotations);
  const [node] = nodes;
  const [edge] = edges;
  // Of the drawing no more than this: what an edit leaves alone is not drawn again.
  const there = useStore((s) => node !== undefined && levelOf(s).graph.nodes.has(node));
  const wire = useStore((s) => (edge === undefined ? undefined : levelOf(s).graph.edges.get(edge)));
  const inside = useStore((s) => levelOf(s).inside?.module.name);
  // A wire that is gone is still told of until the cards have shown what follows from that.
  const last = useDeferredValue(wire);
  if (nodes.size === 1 && node !== undefined && there) return <NodeInspector key={node} id={node} />;
  if (nodes.size > 1) return <ManyInspector nodes={nodes} />;
  const [annotation] = selected;
  const note = annotation === undefined ? undefined : annotations?.get(annotation);
  if (nodes.size === 0 && selected.size === 1 && note)
    return <AnnotationInspector key={note.id} annotation={note} />;
  if (nodes.size === 0 && selected.size > 1)
    return <ManyAnnotations all={[...selected].flatMap((id) => annotations?.get(id) ?? [])} />;
  const shown = edges.size === 1 ? wire : last;
  if (shown) return <EdgeInspector key={shown.id} edge={shown} />;
  return inside === undefined ? <DocumentInspector /> : <ModuleInspector key={inside} />;
}

/** Enter on the canvas leads to the first parameter, or to the name where there are none. */
function useInspectRequests(box: React.RefObject<HTMLDivElement | null>): void {
  const wanted = useOverlays((s) => s.inspectWanted);
  useEffect(() => {
    if (!wanted) return;
    const controls = '[data-field] input, [data-field] button, input, button';
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('[data-field] input') ?? [])];
    (stops[0] ?? box.current?.querySelector<HTMLElement>(controls))?.focus();
    inspectorReached();
  }, [wanted, box]);
}

/** Whoever asks for one parameter gets the cursor in it, once its control is there. */
function useWantedField(box: React.RefObject<HTMLDivElement | null>): void {
  const wanted = useOverlays((s) => s.wantedField);
  useEffect(() => {
    if (wanted === undefined) return;
    const controls = ['input:checked', 'input', 'textarea', 'button'].map(
      (control) => `[data-field="${CSS.escape(wanted)}"] ${control}`,
    );
    const control = controls.map((path) => box.current?.querySelector<HTMLElement>(path)).find(Boolean);
    control?.scrollIntoView({ block: 'nearest' });
    control?.focus();
    if (control instanceof HTMLInputElement && control.type === 'text') control.select();
    fieldReached();
  }, [wanted, box]);
}

/** Escape leads back to the node on the canvas. */
function leave(event: KeyboardEvent): void {
  const { selectedNodes, selectedAnnotations } = useStore.getState();
  const [[node], [annotation]] = [selectedNodes, selectedAnnotations];
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (node !== undefined) focusCard(node);
  else if (annotation !== undefined) showAnnotation(annotation);
}
