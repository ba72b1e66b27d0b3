// The values of a module's parameters: an instance's own, and what they make of the parameters that follow them within
// the definition.
import {
  type Field,
  type Fields,
  type FieldValue,
  int,
  number,
  type Params,
  parseField,
  text,
} from '../layers/fields';
import { layerOf } from '../layers/index';
import { formatCount } from '../lib/format';
import type { NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import { evaluate, expressionOf, namesIn } from './expressions';
import type { GraphNode, Module, ModuleParameter, Modules } from './graph';
import { moduleOf } from './module';

export type Values = ReadonlyMap<string, number>;

/** The fields of a placed node's parameters; those of an instance are its definition's parameters. */
export function fieldsOf(graph: { readonly modules: Modules }, node: GraphNode): Fields {
  const definition = moduleOf(graph, node);
  return definition ? instanceFields(definition) : layerOf(node.kind).fields;
}

const fieldsByModule = new WeakMap<Module['parameters'], Fields>();
const moduleField = text('Module', { default: '', help: 'The module that this is an instance of.' });

function instanceFields({ name, parameters }: Module): Fields {
  const known = fieldsByModule.get(parameters);
  if (known) return known;
  const fields: Fields = {
    module: { ...moduleField, default: name },
    ...Object.fromEntries(parameters.map((parameter) => [parameter.name, parameterField(parameter)])),
  };
  fieldsByModule.set(parameters, fields);
  return fields;
}

export function parameterField({ name, type, min, max, help, default: value }: ModuleParameter): Field {
  const about = {
    default: value,
    min,
    max,
    help: help === '' ? `The module’s parameter \`${name}\`.` : help,
  };
  return type === 'int' ? int(name, about) : number(name, { ...about, step: (max - min) / 100 || 1 });
}

/** Fields whose value can follow a module's parameters. */
export const isBindable = (field: Field): boolean =>
  field.type === 'int' || field.type === 'number' || field.type === 'size' || field.type === 'padding';

export const defaultValues = ({ parameters }: Module): Values =>
  new Map(parameters.map((parameter) => [parameter.name, parameter.default]));

/** An instance's params: its module's name, and each parameter in the definition's order, defaults where none is given. */
export const instanceParams = (definition: Module, given: Params = {}): Params => ({
  module: definition.name,
  ...Object.fromEntries(
    definition.parameters.map(({ name, default: value }) => [
      name,
      Object.hasOwn(given, name) ? (given[name] ?? value) : value,
    ]),
  ),
});

/** What is wrong with one parameter of an instance, as a sentence without its end. */
export interface ValueFault {
  readonly param: string;
  readonly reason: string;
}

/** Every parameter that an instance lacks, has without its definition's knowing, or gives a value out of range. */
export function valueFaults(definition: Module, params: Params): readonly ValueFault[] {
  const fields = instanceFields(definition);
  const names = definition.parameters.map(({ name }) => name);
  const has = names.length === 0 ? 'It has none' : `It has ${names.join(', ')}`;
  const strangers = Object.keys(params)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((param) => ({
      param,
      reason: `module “${definition.name}” has no parameter “${param}”. ${has}: correct the name, or leave it out`,
    }));
  const wrong = definition.parameters.flatMap((parameter): ValueFault[] => {
    const { name, min, max } = parameter;
    if (!Object.hasOwn(params, name)) {
      const reason = `its parameter “${name}” has no value: give it one from ${min} to ${max}`;
      return [{ param: name, reason }];
    }
    const parsed = parseField(fields[name] ?? moduleField, params[name]);
    return parsed.ok
      ? []
      : [{ param: name, reason: `its parameter “${name}” ${parsed.error}: correct the value` }];
  });
  return [...strangers, ...wrong];
}

/** An instance's values, or the first thing wrong with them. */
export function valuesOf(definition: Module, params: Params): Result<Values, ValueFault> {
  const [fault] = valueFaults(definition, params);
  if (fault) return err(fault);
  return ok(new Map(definition.parameters.map(({ name }) => [name, Number(params[name])])));
}

/** An expression's value where it suits its field; else what is wrong, to be placed behind the parameter's name. */
export function boundValue(
  field: Field | undefined,
  expression: string,
  values: Values,
): Result<FieldValue, string> {
  const parsed = expressionOf(expression);
  if (!parsed.ok) return err(`is bound to “=${expression}”, which ${parsed.error}`);
  const strange = namesIn(expression).find((name) => !values.has(name));
  if (strange !== undefined) {
    const names = [...values.keys()].join(', ');
    return err(
      `is bound to “=${expression}”, but the module has no parameter “${strange}” (it has ${names === '' ? 'none' : names})`,
    );
  }
  if (!field || !isBindable(field)) return err('takes no expression');
  // Adding 0 turns −0 into 0.
  const value = evaluate(parsed.value, values) + 0;
  const fits = parseField(field, value);
  if (fits.ok) return fits;
  const expects = fits.error.replace(/, found .*$/, '');
  return err(
    `${expects}, but “=${expression}” ${Number.isFinite(value) ? `is ${formatCount(value)}` : 'divides by zero'}`,
  );
}

/** A definition's node with the parameters that follow the module's at the given values, fit for their fields or not. */
export function withValues(node: GraphNode, values: Values, id: NodeId = node.id): GraphNode {
  if (!node.bindings) return id === node.id ? node : { ...node, id };
  const bound = Object.entries(node.bindings).map(([param, expression]) => {
    const parsed = expressionOf(expression);
    return [param, parsed.ok ? evaluate(parsed.value, values) + 0 : Number.NaN];
  });
  return { ...node, id, params: { ...node.params, ...Object.fromEntries(bound) } };
}

/** What a module's values made of a bound parameter is checked here, for only then is it known. */
export function boundOutOfRange({ kind, params, bindings }: GraphNode): string | undefined {
  const { fields } = layerOf(kind);
  for (const [param, expression] of Object.entries(bindings ?? {})) {
    const field = fields[param];
    const value = params[param];
    const parsed = field ? parseField(field, value) : undefined;
    if (parsed?.ok) continue;
    const expects = parsed?.error.replace(/, found .*$/, '') ?? 'is no parameter of it';
    const is = Number.isFinite(value) ? `is ${formatCount(Number(value))}` : 'divides by zero';
    return `“${param}” ${expects}, but “=${expression}” ${is}: give the module’s instance other values`;
  }
  return undefined;
}
