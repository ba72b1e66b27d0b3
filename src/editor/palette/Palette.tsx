// Every layer that can be placed, grouped and searchable: dragged onto the canvas, clicked, or chosen by keyboard.
import { ScrollArea, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Group } from '../../layers/contract';
import { levelOf } from '../../store/level';
import { useStore } from '../../store/store';
import { matchesTeaching, TeachingShelf } from '../notes/TeachingShelf';
import { searchReached, useOverlays } from '../overlays';
import { carryFromPalette } from '../touch/carryFromPalette';
import { addFromPalette } from './addFromPalette';
import styles from './Palette.module.css';
import { PaletteSection } from './PaletteSection';
import { commonItems, itemsWith, keyOf, moduleItems, type PaletteItem } from './paletteItems';
import { bestMatch, type PaletteGroup, searchLayers } from './searchLayers';
import { useFolds } from './useFolds';

export function Palette() {
  const [query, setQuery] = useState('');
  const drawn = useStore((s) => levelOf(s).graph.modules);
  const within = useStore((s) => levelOf(s).inside !== undefined);
  const groups = useMemo(() => searchLayers(itemsWith(drawn, within), query), [drawn, within, query]);
  const modules = useMemo(() => moduleItems(drawn), [drawn]);
  const folds = useFolds();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useSearchRequests(search);
  const best = bestMatch(groups, query);
  const searching = query.trim() !== '';
  return (
    <section
      ref={carryFromPalette}
      aria-label="Layers to draw with"
      className={styles.palette}
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
            if (event.key === 'Enter' && best) addFromPalette(keyOf(best));
            else if (event.key === 'Escape') setQuery('');
          }}
        />
      </div>
      <ScrollArea className={styles.scroll} type="auto" scrollbarSize={6} viewportRef={list}>
        {searching ? (
          groups.map(({ group, layers }) => (
            <PaletteSection
              key={group}
              title={titleOf(group)}
              items={layers}
              best={best}
              onAdd={addFromPalette}
            />
          ))
        ) : (
          <Shelves groups={groups} modules={modules} folds={folds} onAdd={addFromPalette} />
        )}
        {(!searching || matchesTeaching(query)) && <TeachingShelf query={query} />}
        {groups.length === 0 && !matchesTeaching(query) && (
          <p className={styles.none}>No layer matches “{query}”. Try another word, such as “pool”.</p>
        )}
      </ScrollArea>
    </section>
  );
}

/** Everything, when nothing is searched: the common layers and the drawing's modules first, then group by group. */
function Shelves({
  groups,
  modules,
  folds,
  onAdd,
}: {
  groups: readonly PaletteGroup[];
  modules: readonly PaletteItem[];
  folds: ReturnType<typeof useFolds>;
  onAdd: (key: string) => void;
}) {
  const foldOf = (section: string) => ({
    open: folds.isOpen(section),
    toggle: () => folds.toggle(section),
  });
  const ofDrawing = new Set(modules.map(keyOf));
  return (
    <>
      <PaletteSection title="Common" items={commonItems} fold={foldOf('Common')} onAdd={onAdd} />
      {modules.length > 0 && (
        <PaletteSection title={modulesTitle} items={modules} fold={foldOf('Modules')} onAdd={onAdd} />
      )}
      <p className={styles.allLayers}>All layers</p>
      {groups.map(({ group, layers }) => {
        const rest = layers.filter((item) => !ofDrawing.has(keyOf(item)));
        return (
          rest.length > 0 && (
            <PaletteSection key={group} title={group} items={rest} fold={foldOf(group)} onAdd={onAdd} />
          )
        );
      })}
    </>
  );
}

const modulesTitle = 'Modules of this drawing';
const titleOf = (group: Group): string => (group === 'Module' ? modulesTitle : group);

function useSearchRequests(search: React.RefObject<HTMLInputElement | null>): void {
  const wanted = useOverlays((s) => s.searchWanted);
  useEffect(() => {
    if (!wanted) return;
    search.current?.focus();
    search.current?.select();
    searchReached();
  }, [wanted, search]);
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
