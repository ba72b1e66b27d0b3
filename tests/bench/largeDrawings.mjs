// Drawings large enough to feel: ResNet-152 with every module unfolded (516 nodes), and a residual chain of 1,000.
// Written by the app's own core, so that they are files as a user has them.
import { readFileSync } from 'node:fs';
import { createServer } from 'vite';

const root = new URL('../..', import.meta.url).pathname;

/** The texts of both drawings. */
export const largeDrawings = () =>
  withCore(async (core) => {
    const unfolded = await unfold(core, 'resnet-152', 'ResNet-152 unfolded');
    const chain = core.read(JSON.stringify(residualChain(1000)));
    return { unfolded: unfolded.text, chain: core.serialise(chain) };
  });

/** Templates with every module unfolded, placed by depth: by name, their texts and how many nodes they have. */
export const unfoldedTemplates = (names) =>
  withCore(async (core) => {
    const found = {};
    for (const name of names) found[name] = await unfold(core, name, `${name} unfolded`);
    return found;
  });

async function unfold({ read, expand, placeNodes, serialise, graphs }, name, title) {
  const template = read(readFileSync(`${root}/templates/${name}.json`, 'utf8'));
  const graph = plain(expand(template.graph), graphs);
  const text = serialise({ ...template, title, graph, layout: placeNodes(graph) });
  return { text, nodes: graph.nodes.size };
}

/** Calls `use` with what it takes of the app's own core. */
async function withCore(use) {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
  });
  try {
    const { parseTemplate } = await vite.ssrLoadModule('/src/graph/parseTemplate.ts');
    const { expand } = await vite.ssrLoadModule('/src/graph/expand.ts');
    const { placeNodes } = await vite.ssrLoadModule('/src/graph/placeNodes.ts');
    const { serialise } = await vite.ssrLoadModule('/src/graph/serialise.ts');
    const graphs = await vite.ssrLoadModule('/src/graph/graph.ts');
    const read = (text) => {
      const found = parseTemplate(text);
      if (!found.ok) throw new Error(JSON.stringify(found.error).slice(0, 400));
      return found.value;
    };
    return await use({ read, expand, placeNodes, serialise, graphs });
  } finally {
    await vite.close();
  }
}

/** An expanded drawing as one without modules: a name holds no slash, and no parameter follows a module's. */
function plain(expanded, { makeGraph, edgeOf }) {
  const name = (id) => id.replaceAll('/', '.');
  const nodes = [...expanded.nodes.values()].map(({ id, kind, params }) => ({ id: name(id), kind, params }));
  const edges = [...expanded.edges.values()].map(({ from, to, slot }) =>
    edgeOf({ from: name(from), to: name(to), slot }),
  );
  return makeGraph(nodes, edges);
}

/** Rows of blocks of four layers (convolution, batch norm, convolution, skip-add) on small images. */
function residualChain(count) {
  const nodes = [{ id: 'input', layer: 'input', params: { height: 16, width: 16, channels: 8 } }];
  const edges = [];
  const wire = (from, to, slot = 0) => edges.push({ from, to, slot });
  let last = 'input';
  while (nodes.length + 4 <= count - 3) {
    const block = `b${(nodes.length - 1) / 4 + 1}`;
    nodes.push(
      { id: `${block}.conv1`, layer: 'conv2d', params: { filters: 8, kernel: 3 } },
      { id: `${block}.norm`, layer: 'batchNorm', params: {} },
      { id: `${block}.conv2`, layer: 'conv2d', params: { filters: 8, kernel: 3 } },
      { id: `${block}.sum`, layer: 'add', params: {} },
    );
    wire(last, `${block}.conv1`);
    wire(`${block}.conv1`, `${block}.norm`);
    wire(`${block}.norm`, `${block}.conv2`);
    wire(`${block}.conv2`, `${block}.sum`);
    wire(last, `${block}.sum`, 1);
    last = `${block}.sum`;
  }
  for (const [id, layer, params] of [
    ['pool', 'globalAvgPool', {}],
    ['logits', 'dense', { units: 10, activation: 'none' }],
    ['classes', 'classifier', { classes: 10 }],
  ]) {
    nodes.push({ id, layer, params });
    wire(last, id);
    last = id;
  }
  const inRow = 28;
  return {
    format: 'convas',
    version: 2,
    title: `A chain of ${nodes.length}`,
    description: '',
    nodes: nodes.map((node, i) => ({
      ...node,
      position: [(i % inRow) * 260, Math.floor(i / inRow) * 150],
    })),
    edges,
  };
}
