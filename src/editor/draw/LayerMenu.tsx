// The layers that fit at a place, best first, each with the shape that it would give there; below them, greyed, those
// that do not, with the reason. The search field has the focus and the keys; whatever changes the drawing closes it.
import { FocusTrap, Paper, Portal, ScrollArea, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { Problem } from '../../graph/problem';
import { layerOf } from '../../layers/index';
import type { Place } from '../../shapes/scene';
import { remedied, type Suggestion, suggest } from '../../shapes/suggest';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { HeldWire } from '../canvas/HeldWire';
import { focusCardSoon } from '../canvas/useView';
import { bestMatch, searchLayers } from '../palette/searchLayers';
import { ProblemCard } from '../problems/ProblemCard';
import { take } from './drawCommands';
import { closeMenu, type OpenMenu, useDraw } from './drawState';
import styles from './LayerMenu.module.css';
import { LayerOption } from './LayerOption';
import { type LayerOffer, offersNow, sceneNow } from './scene';

const size = { width: 320, height: 420 } as const;

export function LayerMenu() {
  const menu = useDraw((s) => s.menu);
  return menu ? <Menu key={JSON.stringify(menu.place)} menu={menu} /> : null;
}

function Menu({ menu }: { menu: OpenMenu }) {
  const { place, at } = menu;
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const [refused, setRefused] = useState<Problem>();
  const all = useMemo(() => suggest(sceneNow(), place, offersFor(place), at), [place, at]);
  const shown = useMemo(() => matching(all, query), [all, query]);
  const box = useClickOutside(closeMenu);
  useCloseOnChange();
  const leave = () => {
    closeMenu();
    returnFocus(place);
  };
  const choose = (one: Suggestion<LayerOffer> | undefined) => {
    if (!one) return;
    if (!one.verdict.ok) {
      setRefused(remedied(sceneNow(), place, one));
      return;
    }
    closeMenu();
    const made = take(place, one);
    if (!made.ok) setRefused(made.error);
  };
  const move = (to: number) => {
    setIndex(Math.max(0, Math.min(shown.length - 1, to)));
    setRefused(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown') move(index + 1);
    else if (event.key === 'ArrowUp') move(index - 1);
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) choose(shown[index]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const firstUnfit = shown.findIndex(({ verdict }, i) => !verdict.ok && (i > 0 || query === ''));
  return (
    <Portal>
      {place.type === 'after' && (
        <HeldWire fixed={{ end: 'output', node: place.node }} x={menu.x} y={menu.y} />
      )}
      {place.type === 'before' && (
        <HeldWire fixed={{ end: 'input', node: place.node, slot: place.slot }} x={menu.x} y={menu.y} />
      )}
      <FocusTrap active>
        <Paper
          ref={box}
          role="dialog"
          aria-label={titleOf(place)}
          className={styles.menu}
          style={{ ...cornerOf(menu), width: size.width }}
          onKeyDown={onKeyDown}
        >
          <div className={styles.title}>{titleOf(place)}</div>
          <TextInput
            data-autofocus
            // At once, for the trap takes the focus a moment later, and what is typed by then would be lost.
            autoFocus
            size="xs"
            role="combobox"
            aria-expanded
            aria-controls="layer-menu"
            aria-activedescendant={shown[index] ? `layer-option-${index}` : undefined}
            aria-label="Search the layers that fit"
            placeholder="Search layers"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setIndex(0);
              setRefused(undefined);
            }}
          />
          {refused && (
            <div className={styles.refused} role="alert">
              <ProblemCard problem={refused} onDone={closeMenu} />
            </div>
          )}
          <ScrollArea.Autosize
            mah={refused ? 120 : 300}
            type="auto"
            scrollbars="y"
            className={styles.list ?? ''}
            viewportProps={{ id: 'layer-menu', role: 'listbox', 'aria-label': titleOf(place) }}
          >
            {shown.map((one, i) => (
              <LayerOption
                key={one.offer.item.module ?? one.offer.kind}
                id={`layer-option-${i}`}
                one={one}
                active={i === index}
                divider={i === firstUnfit}
                onChoose={() => {
                  setIndex(i);
                  choose(one);
                }}
              />
            ))}
          </ScrollArea.Autosize>
          {shown.length === 0 && <p className={styles.none}>No layer is called “{query}”.</p>}
        </Paper>
      </FocusTrap>
    </Portal>
  );
}

/** The suggestions were judged on the drawing as it was. */
function useCloseOnChange(): void {
  const document = useStore((s) => s.document);
  const path = useStore((s) => s.path);
  const [opened] = useState({ document, path });
  useEffect(() => {
    if (document !== opened.document || path !== opened.path) closeMenu();
  }, [document, path, opened]);
}

/** Best first; of those that match a search, the best match before all, so that Enter takes it or says why not. */
function matching(all: readonly Suggestion<LayerOffer>[], query: string): readonly Suggestion<LayerOffer>[] {
  if (query.trim() === '') return all;
  const groups = searchLayers(
    all.map(({ offer }) => offer.item),
    query,
  );
  const found = new Set(groups.flatMap(({ layers }) => layers));
  const best = bestMatch(groups, query);
  const shown = all.filter(({ offer }) => found.has(offer.item));
  return [
    ...shown.filter(({ offer }) => offer.item === best),
    ...shown.filter(({ offer }) => offer.item !== best),
  ];
}

/** A node is not changed to what it is. */
function offersFor(place: Place): readonly LayerOffer[] {
  if (place.type !== 'instead') return offersNow();
  const node = levelNow().graph.nodes.get(place.node);
  return offersNow().filter(
    ({ kind, params }) => kind !== node?.kind || (kind === 'module' && params.module !== node.params.module),
  );
}

function titleOf(place: Place): string {
  const { graph } = levelNow();
  switch (place.type) {
    case 'after':
      return `Add a layer after ${place.node}`;
    case 'before':
      return `Add a layer before ${place.node}`;
    case 'on': {
      const edge = graph.edges.get(place.edge);
      return `Insert between ${edge?.from} and ${edge?.to}`;
    }
    case 'instead': {
      const kind = graph.nodes.get(place.node)?.kind ?? '';
      return `Change ${place.node} (${layerOf(kind).label}) to`;
    }
  }
}

function returnFocus(place: Place): void {
  if (place.type === 'on') {
    document.querySelector<HTMLElement>(`.react-flow__edge[data-id="${CSS.escape(place.edge)}"]`)?.focus();
  } else focusCardSoon(place.node);
}

function cornerOf({ x, y }: OpenMenu): { left: number; top: number } {
  const left = Math.max(8, Math.min(x + 4, window.innerWidth - size.width - 8));
  return { left, top: Math.max(8, Math.min(y + 4, window.innerHeight - size.height - 8)) };
}
