// The drawing as a tree beside the canvas: every node in the order in which data flows, with its shape or what is wrong
// with it, modules to be opened, and notes and frames. It follows the selection, and a click leads there.
import { ScrollArea, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Drawing } from '../../graph/edits';
import type { Layout } from '../../graph/layout';
import type { NodeId } from '../../lib/ids';
import { shapesOf, useProblems } from '../../store/derive';
import { useStore } from '../../store/store';
import { flowIdOf } from '../notes/annotationFlow';
import { goTo } from '../problems/goTo';
import { choose, goThere } from './goThere';
import { useLeftPanel } from './leftPanel';
import styles from './Outline.module.css';
import { OutlineItem } from './OutlineItem';
import { type OutlineRow, outlineRows } from './outlineRows';
import { useTreeKeys } from './useTreeKeys';

export function Outline() {
  const drawing = useDrawing();
  const problems = useProblemCounts();
  const [filter, setFilter] = useState('');
  const [open, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string>();
  const chosen = useChosen();
  useOpenTo(chosen, setOpened);
  const rows = useMemo(
    () => outlineRows(drawing, shapesOf(drawing.graph), { open, folded, filter, problems }),
    [drawing, open, folded, filter, problems],
  );
  const tree = useRef<HTMLDivElement>(null);
  const element = (id: string) => tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  const active = rows.find(({ id }) => id === cursor) ?? rows.find(({ id }) => chosen.has(id)) ?? rows[0];
  const [first] = chosen;
  useEffect(() => {
    if (first === undefined) return;
    setCursor(first);
    tree.current?.querySelector(`[data-row="${CSS.escape(first)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [first]);
  useFocusRequests(() => (active ? element(active.id) : undefined)?.focus());
  const setOpen = ({ id, annotation }: OutlineRow, wanted: boolean) =>
    annotation
      ? setFolded((before) => changed(before, id, !wanted))
      : setOpened((before) => changed(before, id, wanted));
  const onKeyDown = useTreeKeys({
    rows,
    active,
    focusRow: ({ id }) => {
      setCursor(id);
      element(id)?.focus();
    },
    setOpen,
    goThere,
    choose,
  });
  return (
    <>
      <div className={styles.head}>
        <TextInput
          size="xs"
          placeholder="Filter nodes"
          aria-label="Filter nodes"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setFilter('');
            const [top] = rows;
            if (event.key !== 'ArrowDown' || !top) return;
            event.preventDefault();
            setCursor(top.id);
            element(top.id)?.focus();
          }}
        />
      </div>
      <ScrollArea className={styles.scroll} type="auto" scrollbarSize={6}>
        <div ref={tree} role="tree" aria-label="Outline of the drawing" onKeyDown={onKeyDown}>
          {rows.map((row) => (
            <OutlineItem
              key={row.id}
              row={row}
              chosen={chosen.has(row.id)}
              active={row === active}
              onOpen={setOpen}
              onGo={(gone) => {
                setCursor(gone.id);
                goThere(gone);
              }}
            />
          ))}
        </div>
        {rows.length === 0 && (
          <p className={styles.none}>
            {drawing.graph.nodes.size === 0 && filter === ''
              ? 'Nothing is drawn yet. Add a layer, or open a template.'
              : `No node matches “${filter.trim()}”.`}
          </p>
        )}
      </ScrollArea>
    </>
  );
}

/** What the rows are made of; places matter only where there are frames for nodes to lie in. */
function useDrawing(): Drawing {
  const graph = useStore((s) => s.document.graph);
  const annotations = useStore((s) => s.document.annotations);
  const layout = useStore((s) => (s.document.annotations?.size ? s.document.layout : nowhere));
  return useMemo(
    () => ({ graph, layout, ...(annotations ? { annotations } : {}) }),
    [graph, layout, annotations],
  );
}

const nowhere: Layout = new Map();

function changed(before: ReadonlySet<string>, id: string, wanted: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (wanted) after.add(id);
  else after.delete(id);
  return after;
}

/** What is selected, by the ids of its rows. */
function useChosen(): ReadonlySet<string> {
  const path = useStore((s) => s.path);
  const nodes = useStore((s) => s.selectedNodes);
  const annotations = useStore((s) => s.selectedAnnotations);
  return useMemo(
    () => new Set([...nodes, ...[...annotations].map(flowIdOf)].map((id) => [...path, id].join('/'))),
    [path, nodes, annotations],
  );
}

/** What is selected within a module is seen: the way there opens. */
function useOpenTo(
  chosen: ReadonlySet<string>,
  setOpened: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
): void {
  useEffect(() => {
    const ways = [...chosen].flatMap((id) => {
      const names = id.split('/');
      return names.slice(1).map((_, i) => names.slice(0, i + 1).join('/'));
    });
    if (ways.length > 0)
      setOpened((before) => (ways.every((way) => before.has(way)) ? before : new Set([...before, ...ways])));
  }, [chosen, setOpened]);
}

/** How many problems stand at each node of the drawing. */
function useProblemCounts(): ReadonlyMap<NodeId, number> {
  const problems = useProblems();
  const graph = useStore((s) => s.document.graph);
  return useMemo(() => {
    const counts = new Map<NodeId, number>();
    for (const { at } of problems) {
      const node = goTo(at, graph);
      if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1);
    }
    return counts;
  }, [problems, graph]);
}

function useFocusRequests(focus: () => void): void {
  const requests = useLeftPanel((s) => s.focusRequests);
  const seen = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new request moves the focus.
  useEffect(() => {
    if (requests > seen.current) focus();
    seen.current = requests;
  }, [requests]);
}
