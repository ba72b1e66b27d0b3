// What is kept of a layer that this version does not know, and of an instance whose module a file does not define.
import type { FieldValue, Params } from '../layers/fields';
import { placeable } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { type Findings, remark, report } from './findings';

/** The longest text a parameter may have, which what is kept of an unknown layer must fit. */
const keptCharacters = 100_000;

export function unknownParams(
  layer: string,
  params: unknown,
  id: NodeId,
  path: string,
  findings: Findings,
): Params {
  const kinds = placeable.map((known) => known.kind).join(', ');
  report(
    findings,
    'unknown-layer',
    `${path}.layer`,
    `this version of Convas knows no layer “${layer}” (node “${id}”). Known are ${kinds}. Correct the name, or open the file with this node marked as unknown.`,
  );
  const json = JSON.stringify(params);
  const fits = json.length <= keptCharacters;
  const kept = fits ? 'Saving keeps it as it was.' : 'Its parameters were too long to keep.';
  remark(
    findings,
    id,
    `The file calls for a layer “${layer}”, which this version does not know: replace it to train. ${kept}`,
  );
  return { layer, json: fits ? json : '{}' };
}

/** Of an instance whose module is not defined: what a parameter can be at all, so that saving loses nothing of it. */
export function keptParams(raw: Readonly<Record<string, unknown>>): Params {
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  const kept = Object.entries(raw).flatMap(([name, value]): [string, FieldValue][] => {
    if (typeof value === 'string' || typeof value === 'boolean') return [[name, value]];
    if (isNumber(value)) return [[name, value + 0]];
    if (!Array.isArray(value) || value.length !== 2) return [];
    const [a, b]: readonly unknown[] = value;
    return isNumber(a) && isNumber(b) ? [[name, [a + 0, b + 0]]] : [];
  });
  const { module = '', ...rest } = Object.fromEntries(kept);
  return { module: typeof module === 'string' ? module : '', ...rest };
}
