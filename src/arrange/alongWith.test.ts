// Laws of what goes along when cards are arranged: any cards, notes and frames, brought to any places.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Annotation, type Annotations, annotationsWithin, nodesWithin } from '../graph/annotations';
import type { Layout } from '../graph/layout';
import { overlap } from '../lib/boxes';
import { annotationId, type NodeId, nodeId } from '../lib/ids';
import type { Box } from '../lib/turned';
import { alongWith } from './alongWith';
import type { Card } from './request';

const size = { width: 190, height: 92 };
const whole = (min: number, max: number) => fc.integer({ min, max });

/** No card over another, as an arrangement leaves them: one in each cell of a table. */
const cells = (count: number) =>
  fc
    .uniqueArray(fc.tuple(whole(0, 6), whole(0, 6)), {
      minLength: count,
      maxLength: count,
      selector: ([column, row]) => `${column} ${row}`,
    })
    .map((all): Layout => new Map(all.map(([c, r], i) => [nodeId(`n${i}`), { x: c * 270, y: r * 140 }])));

const written = fc.record({
  type: fc.constantFrom('note', 'frame'),
  at: fc.record({ x: whole(-60, 180).map((x) => x * 10), y: whole(-60, 100).map((y) => y * 10) }),
  width: whole(8, 80).map((w) => w * 10),
  height: whole(6, 60).map((h) => h * 10),
});

const scenes = whole(1, 10).chain((count) =>
  fc
    .record({ before: cells(count), after: cells(count), all: fc.array(written, { maxLength: 5 }) })
    .map(
      ({
        before,
        after,
        all,
      }): { cards: Card[]; before: Layout; after: Layout; annotations: Annotations } => ({
        cards: [...before.keys()].map((id) => ({ id, ...size })),
        before,
        after,
        annotations: new Map(
          all.map((each, i) => {
            const id = annotationId(`a${i}`);
            return [id, { ...each, id, colour: 'grey', text: '', title: '' } as Annotation];
          }),
        ),
      }),
    ),
);

const boxAt = (layout: Layout, id: NodeId): Box => ({ ...(layout.get(id) ?? { x: 0, y: 0 }), ...size });
const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const boxNow = (found: ReadonlyMap<string, Box>, { id, at, width, height }: Annotation): Box =>
  found.get(id) ?? { ...at, width, height };

describe('alongWith', () => {
  it('leaves no note on a card that has moved, or that the note was moved onto', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const found = alongWith(scene);
        for (const note of scene.annotations.values()) {
          if (note.type !== 'note') continue;
          const now = boxNow(found, note);
          const before = boxNow(new Map(), note);
          for (const { id } of scene.cards) {
            const stood = boxAt(scene.before, id);
            const stands = boxAt(scene.after, id);
            const unchanged = !found.has(note.id) && stood.x === stands.x && stood.y === stands.y;
            if (unchanged && overlap(before, stood)) continue;
            expect(overlap(now, stands)).toBe(false);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('draws a frame round every node that it held, and the notes in it', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const found = alongWith(scene);
        for (const frame of scene.annotations.values()) {
          if (frame.type !== 'frame') continue;
          const held = nodesWithin(frame, scene.before);
          const now = boxNow(found, frame);
          if (held.length === 0 || !found.has(frame.id)) continue;
          for (const id of held) expect(inside(boxAt(scene.after, id), now)).toBe(true);
          for (const each of annotationsWithin(frame, scene.annotations))
            expect(inside(boxNow(found, each), now)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('moves all by as much as cards that move together, changing nothing else', () => {
    fc.assert(
      fc.property(scenes, whole(-50, 50), whole(-50, 50), ({ cards, before, annotations }, dx, dy) => {
        const by = { x: dx * 10, y: dy * 10 };
        const after: Layout = new Map(
          [...before].map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]),
        );
        // Where a note lay on a card, or stuck out of the frame that it lay in, it is put right.
        const clear = [...annotations.values()].filter(
          (each) =>
            each.type === 'note' &&
            !cards.some(({ id }) => overlap(boxNow(new Map(), each), boxAt(before, id))),
        );
        const [only] = clear;
        if (!only || (dx === 0 && dy === 0)) return;
        const found = alongWith({ cards, before, after, annotations: new Map([[only.id, only]]) });
        expect(found.get(only.id)).toEqual({
          x: only.at.x + by.x,
          y: only.at.y + by.y,
          width: only.width,
          height: only.height,
        });
      }),
    );
  });

  it('moves nothing where no card moves', () => {
    fc.assert(
      fc.property(scenes, ({ cards, before, annotations }) => {
        expect(alongWith({ cards, before, after: before, annotations }).size).toBe(0);
      }),
    );
  });

  it('keeps a frame’s margins, and gives way where they would take in another card', () => {
    const frame: Annotation = {
      ...{ type: 'frame', id: annotationId('f'), title: 'Stem', text: '', colour: 'blue' },
      at: { x: -30, y: -60 },
      width: 190 + 60,
      height: 92 + 90,
    };
    const [a, b] = [nodeId('a'), nodeId('b')];
    const cards = [a, b].map((id) => ({ id, ...size }));
    const before: Layout = new Map([
      [a, { x: 0, y: 0 }],
      [b, { x: 600, y: 0 }],
    ]);
    const to = (x: number) =>
      alongWith({
        cards,
        before,
        after: new Map([...before, [a, { x, y: 300 }], [b, { x: 500, y: 300 }]]),
        annotations: new Map([[frame.id, frame]]),
      }).get(frame.id);
    expect(to(100)).toEqual({ x: 70, y: 240, width: 250, height: 182 });
    expect(to(290)).toEqual({ x: 260, y: 240, width: 230, height: 182 });
  });

  it('keeps a note above a card before it, where the drawing now leads down', () => {
    const note: Annotation = {
      ...{ type: 'note', id: annotationId('n'), text: '', colour: 'blue' },
      at: { x: 0, y: -140 },
      width: 200,
      height: 100,
    };
    const a = nodeId('a');
    const move = {
      cards: [{ id: a, ...size }],
      before: new Map([[a, { x: 0, y: 0 }]]),
      after: new Map([[a, { x: 1000, y: 500 }]]),
      annotations: new Map([[note.id, note]]),
    };
    expect(alongWith({ ...move, turned: true }).get(note.id)).toMatchObject({ x: 760, y: 500 });
    expect(alongWith(move).get(note.id)).toMatchObject({ x: 1000, y: 360 });
  });
});
