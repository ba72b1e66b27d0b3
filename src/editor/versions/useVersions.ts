// The versions of the shown document, read anew whenever one is kept, named or deleted, and the drawing of one of them.
import { useEffect, useState } from 'react';
import type { Document } from '../../graph/document';
import type { Version } from '../../store/versions/version';
import { useVersioning, versioning } from '../../store/versions/versions';

export interface VersionList {
  readonly state: 'reading' | 'ready' | 'failed';
  /** The oldest first. */
  readonly versions: readonly Version[];
}

const unread: VersionList = { state: 'reading', versions: [] };

export function useVersions(lineage: string): VersionList {
  const writes = useVersioning((s) => s.writes);
  const [list, setList] = useState<VersionList & { readonly lineage: string }>({ ...unread, lineage });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every write is a reason to read again.
  useEffect(() => {
    let here = true;
    versioning.list(lineage).then(
      (versions) => here && setList({ lineage, state: 'ready', versions }),
      () => here && setList({ lineage, state: 'failed', versions: [] }),
    );
    return () => {
      here = false;
    };
  }, [lineage, writes]);
  return list.lineage === lineage ? list : unread;
}

/** Drawings that were read for this page: a version never changes. */
const drawings = new Map<string, Promise<Document | undefined>>();
const mostDrawings = 200;

export function drawingOf(id: string): Promise<Document | undefined> {
  const known = drawings.get(id) ?? versioning.read(id);
  if (drawings.size >= mostDrawings) drawings.clear();
  drawings.set(id, known);
  // One that was deleted may be brought back.
  void known.then((drawing) => drawing ?? drawings.delete(id));
  return known;
}

/** The drawing of a version: `lost` where it cannot be read, undefined until it is. */
export function useDrawing(id: string | undefined): Document | 'lost' | undefined {
  const [read, setRead] = useState<{ readonly id: string; readonly drawing: Document | 'lost' }>();
  useEffect(() => {
    if (id === undefined) return;
    let here = true;
    void drawingOf(id).then((drawing) => here && setRead({ id, drawing: drawing ?? 'lost' }));
    return () => {
      here = false;
    };
  }, [id]);
  return read !== undefined && read.id === id ? read.drawing : undefined;
}
