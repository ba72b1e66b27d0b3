// The parameters of one node of a template file, each checked against its field: a wrong one takes its default, and a
// module's instance is checked against its definition. Within a definition a text that begins with `=` is an expression.
import { type Field, type Fields, type FieldValue, parseField } from '../layers/fields';
import { defaultParams, layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { expressionOf, namesIn } from './expressions';
import { type Findings, isRecord, remark, report, written } from './findings';
import type { GraphNode, Module, Modules } from './graph';
import type { ProblemCode } from './problem';
import { keptParams } from './unknownParams';
import { boundValue, defaultValues, fieldsOf, instanceParams, isBindable } from './values';

export interface ParamsContext {
  readonly kind: string;
  readonly id: NodeId;
  /** `nodes[3].params` */
  readonly path: string;
  readonly modules: Modules;
  /** The definition around the node, if there is one. */
  readonly within?: Module;
  readonly findings: Findings;
}

type Read = Pick<GraphNode, 'params' | 'bindings'>;
type Entry = Readonly<Record<string, unknown>>;

export function readParams(context: ParamsContext, raw: unknown): Read {
  const { kind, id, path, findings } = context;
  if (isRecord(raw)) return kind === 'module' ? readInstance(context, raw) : readKnown(context, raw);
  report(
    findings,
    'bad-params',
    path,
    `expects parameters, as in {"name": value}, found ${written(raw)}. ${
      kind === 'module' ? 'Name the module, as in {"module": …}.' : 'Leave them out to take the defaults.'
    }`,
  );
  remark(findings, id, 'Its parameters could not be read; all stand at their defaults.');
  return { params: defaultParams(kind) };
}

function readKnown(context: ParamsContext, raw: Entry): Read {
  const { fields, label } = layerOf(context.kind);
  const names = Object.keys(fields);
  const has = names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.';
  reportStrangers(context, raw, fields, 'bad-params', label, has);
  return readFields(context, raw, fields, 'bad-params', label);
}

function readInstance(context: ParamsContext, raw: Entry): Read {
  const { id, path, modules, findings } = context;
  const definition = typeof raw.module === 'string' ? modules.get(raw.module) : undefined;
  if (!definition) {
    const names = [...modules.keys()];
    report(
      findings,
      'unknown-module',
      `${path}.module`,
      `the file defines no module ${written(raw.module)} (node “${id}”). ${names.length > 0 ? `It defines ${names.slice(0, 20).join(', ')}` : 'It defines none'}. Correct the name, or define the module.`,
    );
    remark(
      findings,
      id,
      `It is to be an instance of a module ${written(raw.module)}, which the file does not define: replace it to train. Saving keeps it as it was.`,
    );
    return { params: keptParams(raw) };
  }
  const label = `Module “${definition.name}”`;
  const fields = fieldsOf(context, { id, kind: 'module', params: instanceParams(definition) });
  const names = definition.parameters.map(({ name }) => name);
  reportStrangers(
    context,
    raw,
    fields,
    'bad-value',
    label,
    names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.',
  );
  for (const { name, min, max, default: fallback } of definition.parameters) {
    if (Object.hasOwn(raw, name)) continue;
    report(
      findings,
      'bad-value',
      `${path}.${name}`,
      `${label} “${id}” gives no value for its parameter “${name}”. Write one from ${min} to ${max}; its default is ${fallback}.`,
    );
    remark(findings, id, `“${name}” has no value in the file; the default ${fallback} stands in.`);
  }
  return readFields(context, raw, fields, 'bad-value', label);
}

function readFields(
  context: ParamsContext,
  raw: Entry,
  fields: Fields,
  code: ProblemCode,
  label: string,
): Read {
  const bindings: Record<string, string> = {};
  const params = Object.entries(fields).map(([name, field]): [string, FieldValue] => {
    if (!Object.hasOwn(raw, name)) return [name, field.default];
    const value = raw[name];
    if (context.within && isBindable(field) && typeof value === 'string' && value.startsWith('=')) {
      const bound = readBinding(context, context.within, name, field, value.slice(1), label);
      if (bound === undefined) return [name, field.default];
      bindings[name] = value.slice(1);
      return [name, bound];
    }
    const parsed = parseField(field, value);
    if (parsed.ok) return [name, parsed.value];
    wrong(
      context,
      name,
      field,
      code,
      `${label} “${context.id}” ${parsed.error}`,
      `“${name}” ${parsed.error}`,
    );
    return [name, field.default];
  });
  return Object.keys(bindings).length > 0
    ? { params: Object.fromEntries(params), bindings }
    : { params: Object.fromEntries(params) };
}

/** The value at the module's defaults; undefined, and reported, where there is none. */
function readBinding(
  context: ParamsContext,
  within: Module,
  name: string,
  field: Field,
  expression: string,
  label: string,
): FieldValue | undefined {
  const values = defaultValues(within);
  const value = boundValue(field, expression, values);
  if (value.ok) return value.value;
  const readable = expressionOf(expression).ok && namesIn(expression).every((each) => values.has(each));
  const at = readable ? ' at the module’s defaults' : '';
  wrong(
    context,
    name,
    field,
    readable ? 'bad-value' : 'bad-expression',
    `“${name}” of ${label} “${context.id}” ${value.error}${at}`,
    `“${name}” ${value.error}`,
  );
  return undefined;
}

function wrong(
  { id, path, findings }: ParamsContext,
  name: string,
  field: Field,
  code: ProblemCode,
  what: string,
  note: string,
): void {
  const fallback = written(field.default);
  report(
    findings,
    code,
    `${path}.${name}`,
    `${what}. Correct the value, or leave it out to take ${fallback}.`,
  );
  remark(findings, id, `${note}; the default ${fallback} stands in.`);
}

function reportStrangers(
  { id, path, findings }: ParamsContext,
  raw: Entry,
  fields: Fields,
  code: ProblemCode,
  label: string,
  has: string,
): void {
  for (const name of Object.keys(raw)) {
    if (Object.hasOwn(fields, name)) continue;
    const short = name.length > 60 ? `${name.slice(0, 57)}…` : name;
    report(
      findings,
      code,
      `${path}.${short}`,
      `${label} “${id}” has no parameter “${short}”. ${has} Correct the name, or leave it out.`,
    );
    remark(findings, id, `The parameter “${short}” was left out: ${label} has none of that name.`);
  }
}
