// Every layer that can be placed, grouped and searchable: dragged onto the canvas, clicked, or chosen by keyboard.
import { ActionIcon, ScrollArea, TextInput, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { placeable } from '../../layers/index';
import { useStore } from '../../store/store';
import { useOverlays } from '../overlays';
import styles from './Palette.module.css';
import { PaletteEntry } from './PaletteEntry';
import { bestMatch, searchLayers } from './searchLayers';
import { useAddLayer } from './useAddLayer';

export function Palette() {
  const [query, setQuery] = useState('');
  const groups = useMemo(() => searchLayers(placeable, query), [query]);
  const add = useAddLayer();
  const setView = useStore((s) => s.setView);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useSearchRequests(search);
  const best = bestMatch(groups, query);
  return (
    <aside
      className={styles.palette}
      aria-label="Layers"
      onKeyDown={(event) => moveFocus(event, search.current, list.current)}
    >
      <div className={styles.head}>
        <TextInput
          ref={search}
          size="xs"
          className={styles.search}
          placeholder="Search layers"
          aria-label="Search layers"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && best) add(best.kind);
            else if (event.key === 'Escape') setQuery('');
          }}
        />
        <Tooltip label="Hide the palette">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Hide the palette"
            onClick={() => setView({ paletteOpen: false })}
          >
            <IconLayoutSidebarLeftCollapse size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <ScrollArea className={styles.scroll} type="auto" scrollbarSize={6} viewportRef={list}>
        {groups.map(({ group, layers }) => (
          <section key={group} aria-label={group}>
            <h2 className={styles.group}>{group}</h2>
            {layers.map((layer) => (
              <PaletteEntry key={layer.kind} layer={layer} best={layer === best} onAdd={add} />
            ))}
          </section>
        ))}
        {groups.length === 0 && (
          <p className={styles.none}>No layer matches “{query}”. Try another word, such as “pool”.</p>
        )}
      </ScrollArea>
    </aside>
  );
}

function useSearchRequests(search: React.RefObject<HTMLInputElement | null>): void {
  const requests = useOverlays((s) => s.searchRequests);
  const seen = useRef(0);
  useEffect(() => {
    if (requests > seen.current) {
      search.current?.focus();
      search.current?.select();
    }
    seen.current = requests;
  }, [requests, search]);
}

/** Arrow keys lead from the search field through the entries and back. */
function moveFocus(event: KeyboardEvent, search: HTMLElement | null, list: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [search, ...(list?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (at === -1) return;
  event.preventDefault();
  stops[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
