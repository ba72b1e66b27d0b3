// Copying a part of a drawing and putting it into another one: the laws, and the cases in which something must give.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationId, type NodeId, nodeId } from '../lib/ids';
import { type Document, defaultTraining, emptyDocument } from './document';
import { arbitraryDocument } from './document.fixture';
import { draw } from './drawing.fixture';
import { applyEdit } from './edit';
import type { Drawing } from './edits';
import { cutFragment, enteringWires, mergeFragment, openInputs } from './fragment';
import { fragmentText, jsonWithin, withExpressions } from './fragmentText';
import { freeNameLike } from './freeNameLike';
import { edgesInto, emptyGraph, type Graph, type Module } from './graph';
import { moduleOf } from './module';
import { parseTemplate } from './parseTemplate';
import { placeNodes } from './placeNodes';
import { definitionText, serialise } from './serialise';

const drawingOf = (graph: Graph): Drawing => ({ graph, layout: placeNodes(graph) });
const ids = (...names: string[]) => names.map(nodeId);

function viaText(fragment: Drawing, { title, training }: Pick<Document, 'title' | 'training'>): Drawing {
  const read = parseTemplate(fragmentText(fragment, { title, training }));
  if (!read.ok) throw new Error(read.error.problems[0]?.message);
  return read.value;
}

function pasted(into: Drawing, fragment: Drawing, within?: Module) {
  const merge = mergeFragment({ ...into, within }, fragment, { x: 30, y: 50 });
  const edit = within ? ({ type: 'inModule', module: within.name, edit: merge.edit } as const) : merge.edit;
  const made = applyEdit(into, edit);
  if (!made.ok) throw new Error(made.error.message);
  return { ...merge, after: made.value };
}

/** What a module is, whatever it is called: its text with the names of what it places resolved to their texts. */
function resolved(graph: Graph, id: NodeId): string {
  const definition = moduleOf(graph, graph.nodes.get(id));
  const textOf = (module: Module): string => {
    const bare = definitionText({ ...module, name: '', doc: '', layout: new Map() }, graph.modules);
    return [...graph.modules.values()].reduce(
      (text, each) =>
        text.includes(`"module": "${each.name}"`)
          ? text.replaceAll(`"module": "${each.name}"`, JSON.stringify(textOf(each)))
          : text,
      bare,
    );
  };
  return definition ? textOf(definition) : '';
}

function expectIsomorphic(a: Graph, b: Graph, names: ReadonlyMap<NodeId, NodeId>): void {
  for (const [id, node] of a.nodes) {
    const other = names.get(id);
    const twin = other === undefined ? undefined : b.nodes.get(other);
    expect(twin?.kind).toBe(node.kind);
    const { module: _, ...params } = node.params;
    const { module: __, ...theirs } = twin?.params ?? {};
    expect(theirs).toEqual(params);
    expect(resolved(b, other ?? id)).toBe(resolved(a, id));
    const wires = edgesInto(a, id).map(({ from, slot }) => [names.get(from), slot]);
    expect(edgesInto(b, other ?? id).map(({ from, slot }) => [from, slot])).toEqual(wires);
  }
}

/** A document, and some of its nodes. */
const arbitraryChoice = fc.tuple(arbitraryDocument, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }));

describe('fragments', () => {
  it('takes along the notes that are chosen, with nodes and by themselves, and no others', () => {
    const noteOf = (id: string) => ({
      ...({ type: 'note', text: id, colour: 'grey', width: 100, height: 80 } as const),
      id: annotationId(id),
      at: { x: 0, y: 900 },
    });
    const annotations = new Map([noteOf('a'), noteOf('b')].map((each) => [each.id, each]));
    const from = { ...drawingOf(emptyGraph), annotations };
    const fragment = cutFragment(from, [], new Set([annotationId('b')]));
    expect([...(fragment.annotations?.keys() ?? [])]).toEqual(['b']);
    const read = viaText(fragment, emptyDocument);
    expect(read.annotations).toEqual(fragment.annotations);
    const { after } = pasted(from, fragment);
    expect([...(after.annotations?.values() ?? [])].map(({ id, text }) => [id, text])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['note1', 'b'],
    ]);
    expect(cutFragment(from, []).annotations?.size).toBe(0);
  });

  it('[G30] pastes what is isomorphic to what was copied, by way of text, and leaves what stood there', () => {
    fc.assert(
      fc.property(arbitraryChoice, arbitraryDocument, fc.boolean(), ([from, chosen], other, same) => {
        const into: Drawing = same ? from : other;
        const fragment = cutFragment(
          from,
          [...from.graph.nodes.keys()].filter((_, i) => chosen[i]),
        );
        const { after, names } = pasted(into, viaText(fragment, from));
        expect(names.size).toBe(fragment.graph.nodes.size);
        expectIsomorphic(fragment.graph, after.graph, names);
        for (const [id, node] of into.graph.nodes) expect(after.graph.nodes.get(id)).toBe(node);
        for (const [id, edge] of into.graph.edges) expect(after.graph.edges.get(id)).toBe(edge);
        for (const [name, definition] of into.graph.modules)
          expect(after.graph.modules.get(name)).toBe(definition);
        for (const [id, at] of into.layout) expect(after.layout.get(id)).toBe(at);
        for (const [id, each] of into.annotations ?? []) expect(after.annotations?.get(id)).toBe(each);
        expect(after.annotations?.size ?? 0).toBe(
          (into.annotations?.size ?? 0) + (fragment.annotations?.size ?? 0),
        );
        expect(after.graph.edges.size).toBe(into.graph.edges.size + fragment.graph.edges.size);
        for (const [old, id] of names) {
          const at = fragment.layout.get(old) ?? { x: Number.NaN, y: Number.NaN };
          expect(after.layout.get(id)).toEqual({ x: at.x + 30, y: at.y + 50 });
        }
        // [G21]: what edits leave can be written and read back.
        const text = serialise({ ...from, ...after });
        expect(parseTemplate(text).ok).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('[G31] shares a module that is equal wherever its nodes stand, and renames what differs, also beneath it', () => {
    const source = (filters: number) =>
      drawingOf(
        draw(`module leaf
          in = moduleInput
          c = conv2d filters:${filters} < in
          out = moduleOutput < c
        end
        module block
          in = moduleInput
          l = leaf < in
          out = moduleOutput < l
        end
        input = input
        b1 = block < input`),
      );
    const into = source(8);
    const fragment = (filters: number) => cutFragment(source(filters), ids('b1'));
    const equal = pasted(into, fragment(8));
    expect([...equal.after.graph.modules.keys()]).toEqual(['leaf', 'block']);
    expect(equal.notices).toEqual([]);
    expect(equal.after.graph.nodes.get(nodeId('b2'))?.params.module).toBe('block');

    const other = pasted(into, fragment(16));
    expect([...other.after.graph.modules.keys()]).toEqual(['leaf', 'block', 'leaf-2', 'block-2']);
    expect(other.after.graph.nodes.get(nodeId('b2'))?.params.module).toBe('block-2');
    expect(other.after.graph.modules.get('block-2')?.graph.nodes.get(nodeId('l'))?.params.module).toBe(
      'leaf-2',
    );
    expect(other.notices.join(' ')).toMatch(/“leaf-2”.*“block-2”/);
  });

  it('keeps expressions within the module that they speak of, and values outside', () => {
    const drawing = drawingOf(
      draw(`module block width:8
        in = moduleInput
        c = conv2d filters:"=4*width" < in
        d = conv2d filters:3 < c
        out = moduleOutput < d
      end
      input = input
      b = block < input`),
    );
    const block = drawing.graph.modules.get('block');
    if (!block) throw new Error('no module');
    const inside: Drawing = {
      graph: { ...block.graph, modules: drawing.graph.modules },
      layout: block.layout,
    };
    const fragment = cutFragment(inside, ids('in', 'c', 'd', 'out'));
    // Ports stay with their module.
    expect([...fragment.graph.nodes.keys()]).toEqual(['c', 'd']);

    const within = pasted({ ...drawing, graph: inside.graph }, fragment, block);
    const added = within.after.graph.modules.get('block')?.graph.nodes.get(nodeId('c-2'));
    expect(added?.bindings).toEqual({ filters: '4*width' });

    // Also by way of text, as between tabs; a template's own reader passes them over.
    const read = viaText(fragment, emptyDocument);
    expect(read.graph.nodes.get(nodeId('c'))).toMatchObject({ params: { filters: 32 } });
    expect(read.graph.nodes.get(nodeId('c'))?.bindings).toBeUndefined();
    const carried = withExpressions(read, fragmentText(fragment, emptyDocument));
    const again = pasted({ ...drawing, graph: inside.graph }, carried, block);
    expect(again.after).toEqual(within.after);

    const outside = pasted(drawing, carried).after.graph.nodes.get(nodeId('c'));
    expect(outside?.params.filters).toBe(32);
    expect(outside?.bindings).toBeUndefined();
  });

  it('passes over what a text tells of that is no expression, no parameter or no node', () => {
    const fragment = drawingOf(draw('c = conv2d filters:32'));
    const told = (expressions: unknown) =>
      withExpressions(fragment, JSON.stringify({ expressions })).graph.nodes.get(nodeId('c'))?.bindings;
    expect(told({ c: { filters: '=4*width', stride: '=(', colour: '=2', kernel: 3 }, d: {} })).toEqual({
      filters: '4*width',
    });
    for (const other of [undefined, null, [], { c: 'filters' }, { d: { filters: '=2' } }])
      expect(told(other)).toBeUndefined();
    expect(withExpressions(fragment, 'no JSON')).toBe(fragment);
  });

  it('leaves out what cannot stand within a module, and says so', () => {
    const drawing = drawingOf(
      draw(`module block
        in = moduleInput
        out = moduleOutput < in
      end
      input = input
      c = conv2d < input`),
    );
    const block = drawing.graph.modules.get('block');
    if (!block) throw new Error('no module');
    const merge = mergeFragment(
      { graph: { ...block.graph, modules: drawing.graph.modules }, within: block },
      cutFragment(drawing, ids('input', 'c')),
      { x: 0, y: 0 },
    );
    expect([...merge.names.values()]).toEqual(['c']);
    expect(merge.edit.edges).toEqual([]);
    expect(merge.notices[0]).toMatch(/^Left out: “input”.*input of the network/);
  });

  it('refuses to place a module within itself', () => {
    const drawing = drawingOf(
      draw(`module block
        in = moduleInput
        out = moduleOutput < in
      end
      input = input
      b = block < input`),
    );
    const block = drawing.graph.modules.get('block');
    const { edit } = mergeFragment({ graph: drawing.graph, within: block }, cutFragment(drawing, ids('b')), {
      x: 0,
      y: 0,
    });
    const made = applyEdit(drawing, { type: 'inModule', module: 'block', edit });
    expect(made.ok ? 'ok' : made.error.code).toBe('module-recursion');
  });

  it('keeps the wires that enter a duplicate, and knows which inputs are open', () => {
    const drawing = drawingOf(draw('input = input\na = conv2d < input\nb = conv2d < a\ns = add < a b'));
    const chosen = new Set(ids('b', 's'));
    const entering = enteringWires(drawing.graph, chosen);
    const fragment = cutFragment(drawing, chosen);
    expect(openInputs(fragment)).toEqual([
      { node: 'b', slot: 0 },
      { node: 's', slot: 0 },
    ]);
    const merge = mergeFragment(
      { graph: drawing.graph, within: undefined },
      fragment,
      { x: 0, y: 0 },
      entering,
    );
    const made = applyEdit(drawing, merge.edit);
    if (!made.ok) throw new Error(made.error.message);
    expect(edgesInto(made.value.graph, nodeId('s-2')).map(({ from }) => from)).toEqual(['a', 'b-2']);
    expect(edgesInto(made.value.graph, nodeId('b-2')).map(({ from }) => from)).toEqual(['a']);
  });

  it('a paste that would fill a slot twice, or take a name, is refused as a whole', () => {
    const drawing = drawingOf(draw('input = input\na = conv2d < input'));
    const node = drawing.graph.nodes.get(nodeId('a'));
    if (!node) throw new Error('no node');
    const at = { type: 'paste', positions: new Map(), modules: [] } as const;
    const codeOf = (made: ReturnType<typeof applyEdit>) => (made.ok ? 'ok' : made.error.code);
    expect(codeOf(applyEdit(drawing, { ...at, nodes: [node], edges: [] }))).toBe('duplicate-node');
    const [input] = ids('input');
    const wire = { from: input ?? node.id, to: node.id, slot: 0 };
    expect(codeOf(applyEdit(drawing, { ...at, nodes: [], edges: [wire] }))).toBe('slot-taken');
    const twin = { ...node, id: nodeId('z') };
    const round = { from: twin.id, to: twin.id, slot: 0 };
    expect(codeOf(applyEdit(drawing, { ...at, nodes: [twin], edges: [round] }))).toBe('cycle');
  });
});

describe('freeNameLike', () => {
  it('counts on where a number is one, and adds one where it is part of the word', () => {
    const like = (name: string, ...taken: string[]) => freeNameLike(name, (each) => taken.includes(each));
    expect(like('conv1')).toBe('conv1');
    expect(like('conv1', 'conv1', 'conv2', 'conv3')).toBe('conv4');
    expect(like('conv5x5', 'conv5x5')).toBe('conv5x5-2');
    expect(like('fc', 'fc', 'fc-2')).toBe('fc-3');
    expect(like('fc-2', 'fc-2')).toBe('fc-3');
    expect(like('3a', '3a')).toBe('3a-2');
    expect(like('x'.repeat(64), 'x'.repeat(64))).toHaveLength(57);
  });
});

describe('jsonWithin', () => {
  const template = serialise({
    title: 'T',
    description: 'with } and ``` in it',
    graph: emptyGraph,
    layout: new Map(),
    training: { ...defaultTraining, learningRate: 0.1, batchSize: 8, epochs: 1, heldOut: 0 },
  });
  const reads = (text: string) => {
    const json = jsonWithin(text);
    return json !== undefined && parseTemplate(json).ok;
  };

  it('finds a template alone, in a fence, between sentences, and behind other JSON', () => {
    for (const text of [
      template,
      `\ufeff  ${template}`,
      `${template}\nTry this.`,
      `Here it is:\n\`\`\`json\n${template}\`\`\`\nGood luck with {x}!`,
      `Look: {x} and {"a": 1}. Mine is ${template} isn’t it`,
      `\`\`\`\n${template}`,
    ])
      expect(reads(text), text).toBe(true);
  });

  it('keeps the place of a fault as it is in the whole text, and a bracket too many a fault', () => {
    const broken = jsonWithin('One line.\nAnd {"format": "convas",\n  oops }');
    const read = parseTemplate(broken ?? '');
    expect(read.ok ? '' : read.error.problems[0]?.message).toMatch(/line 3, column 3/);
    expect(reads(`${template.trimEnd()}}`)).toBe(false);
  });

  it('finds nothing in prose and code', () => {
    for (const text of ['', 'hello', 'function f() { return 1 }', 'set {a, b}'])
      expect(jsonWithin(text), text).toBeUndefined();
  });

  it('any text around a template leaves it readable', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        fc.pre(!/["`{[]/.test(before) && !/["`{[\]},]/.test(after));
        expect(reads(`${before} ${template} ${after}`)).toBe(true);
      }),
    );
  });
});
