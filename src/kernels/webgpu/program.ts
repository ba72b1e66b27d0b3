// How kernels in WGSL reach the device: a program's text, its pipeline, and its run within tf.js's own command queue.
// Apart, because tf.js's programs write one tensor each and compile when first run; ours may write several and compile
// before the first batch, where a failure can still be answered with the stock kernel.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** A buffer's name and element: `x` holds floats, `x4` of `vec4` the same in fours. */
export interface Buffer {
  readonly name: string;
  readonly type?: 'f32' | 'i32' | 'vec4f';
}

export interface Program<Uniform extends string = string> {
  readonly name: string;
  readonly reads: readonly Buffer[];
  /** At least one. Together with `reads` at most eight, the number that every WebGPU device has for one stage. */
  readonly writes: readonly Buffer[];
  /** Whole numbers, read as `u.name`. */
  readonly sizes: readonly Uniform[];
  /** Floats, read as `u.name`. */
  readonly factors?: readonly Uniform[];
  readonly workgroup: readonly [number, number, number];
  /** Module-scope declarations and `main`'s body, which sees `local`, `group` and `groups`, and the flat `index`. */
  readonly declarations?: string;
  readonly body: string;
  /**
   * Declarations for a device that lets the threads of a subgroup read each other's registers, in the place of the others:
   * there `lane` is the thread's place in its subgroup, and `lanes` how many there are.
   */
  readonly withSubgroups?: string;
}

export interface Run<Uniform extends string> {
  readonly reads: readonly tf.TensorInfo[];
  readonly writes: readonly tf.TensorInfo[];
  readonly uniforms: Readonly<Record<Uniform, number>>;
  /** Workgroups along x, y and z. */
  readonly groups: readonly [number, number, number];
}

/** What tf.js's backend has beyond its published type: the recording of one dispatch, with timing and submission. */
interface Recorder {
  recordAndSubmit(program: object, output: tf.TensorInfo, inputs: tf.TensorInfo[], uniforms: object[]): void;
}

interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly subgroups: boolean;
}

const pipelines = new WeakMap<GPUDevice, Map<Program, Compiled>>();

/**
 * The program's text. tf.js begins every program's uniforms with NaN, infinity, and the shape and strides of each
 * tensor; ours are flat, so that these take two numbers a tensor, and follow as the device needs none of them.
 */
export function sourceOf(program: Program, subgroups = false): string {
  const buffers = [...program.writes, ...program.reads];
  const led = buffers.map((_, i) => `length${i}: i32, stride${i}: i32,`).join(' ');
  const own = [
    ...program.sizes.map((name) => `${name}: i32,`),
    ...(program.factors ?? []).map((name) => `${name}: f32,`),
  ].join(' ');
  const bindings = buffers.map(({ name, type }, i) => {
    const access = i < program.writes.length ? 'read_write' : 'read';
    return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: array<${type ?? 'f32'}>;`;
  });
  const [x, y, z] = program.workgroup;
  const [enable, declarations, builtins, set] = subgroups
    ? [
        'enable subgroups;\nvar<private> lane: i32;\nvar<private> lanes: i32;',
        program.withSubgroups,
        ',\n        @builtin(subgroup_invocation_id) laneId: u32, @builtin(subgroup_size) laneCount: u32',
        '  lane = i32(laneId);\n  lanes = i32(laneCount);\n',
      ]
    : ['', program.declarations, '', ''];
  return `${enable}
struct Uniforms { nan: f32, infinity: f32, ${led} ${own} };
${bindings.join('\n')}
@group(0) @binding(${buffers.length}) var<uniform> u: Uniforms;
${declarations ?? ''}
@compute @workgroup_size(${x}, ${y}, ${z})
fn main(@builtin(local_invocation_index) localIndex: u32, @builtin(workgroup_id) groupId: vec3u,
        @builtin(num_workgroups) groupCount: vec3u${builtins}) {
${set}  let local = i32(localIndex);
  let group = vec3i(groupId);
  let groups = vec3i(groupCount);
  let index = (group.y * groups.x + group.x) * ${x * y * z} + local;
${program.body}
}`;
}

/**
 * Compiles programs for the device, all at once; with `subgroups`, those that have a form for that in it. Resolves with
 * what is wrong, or with undefined when all may be run; an error stays in here and never reaches the device's own error
 * event.
 */
export async function compile(
  device: GPUDevice,
  programs: readonly Program[],
  subgroups = device.features.has('subgroups'),
): Promise<string | undefined> {
  const known = pipelines.get(device) ?? new Map<Program, Compiled>();
  pipelines.set(device, known);
  const inForm = (program: Program): boolean => subgroups && program.withSubgroups !== undefined;
  const wanted = programs.filter((program) => known.get(program)?.subgroups !== inForm(program));
  device.pushErrorScope('validation');
  const pending = wanted.map((program) => makePipeline(device, program, inForm(program)));
  const scope = device.popErrorScope();
  const made = await Promise.allSettled(pending);
  const invalid = await scope;
  for (const [i, program] of wanted.entries()) {
    const result = made[i];
    if (result?.status === 'fulfilled')
      known.set(program, { pipeline: result.value, subgroups: inForm(program) });
    else return `${program.name}: ${String(result?.reason?.message ?? result?.reason).split('\n')[0]}`;
  }
  return invalid?.message.split('\n')[0];
}

function makePipeline(device: GPUDevice, program: Program, subgroups: boolean): Promise<GPUComputePipeline> {
  const storage = [...program.writes.map(() => 'storage'), ...program.reads.map(() => 'read-only-storage')];
  const layout = device.createBindGroupLayout({
    entries: [...storage, 'uniform'].map((type, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: type as GPUBufferBindingType },
    })),
  });
  return device.createComputePipelineAsync({
    label: program.name,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: {
      module: device.createShaderModule({ label: program.name, code: sourceOf(program, subgroups) }),
      entryPoint: 'main',
    },
  });
}

/** Runs a compiled program within the backend's queue, after all that was queued before. */
export function run<Uniform extends string>(
  backend: WebGPUBackend,
  program: Program<Uniform>,
  { reads, writes, uniforms, groups }: Run<Uniform>,
): void {
  const pipeline = pipelines.get(backend.device)?.get(program)?.pipeline;
  if (!pipeline) throw new Error(`${program.name} was not compiled for this device.`);
  const [output, ...others] = writes.map(flat);
  if (!output) throw new Error(`${program.name} writes nothing.`);
  const inputs = [...others, ...reads.map(flat)];
  for (const tensor of [output, ...inputs]) backend.uploadToGPU(tensor.dataId);
  // While tf.js only compiles, nothing is to be computed; ours are compiled already.
  if (tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')) return;
  const values = [
    ...program.sizes.map((name) => ({ type: 'int32', data: [uniforms[name]] })),
    ...(program.factors ?? []).map((name) => ({ type: 'float32', data: [uniforms[name]] })),
  ];
  const made = { shaderKey: program.name, dispatch: groups, pipeline, constructor: { name: program.name } };
  (backend as unknown as Recorder).recordAndSubmit(made, output, inputs, values);
}

function flat(tensor: tf.TensorInfo): tf.TensorInfo {
  return { ...tensor, shape: [tensor.shape.reduce((product, length) => product * length, 1)] };
}

/** Workgroups along one axis that every device takes. */
export const mostGroups = 65_535;

/** Workgroups of `threads` for `count` threads, spread over x and y where x alone has too few. */
export function groupsFor(count: number, threads: number): [number, number, number] {
  const groups = Math.ceil(count / threads);
  const y = Math.ceil(groups / mostGroups);
  return [Math.ceil(groups / y), y, 1];
}

/** A new float tensor, not yet written. */
export function allocate(backend: WebGPUBackend, shape: readonly number[]): tf.TensorInfo {
  return backend.makeTensorInfo([...shape], 'float32');
}

export const sizeOf = (tensor: tf.TensorInfo): number =>
  tensor.shape.reduce((product, length) => product * length, 1);

/**
 * Whether every tensor there is holds floats, and at least one of them. A cast to floats leaves whole numbers and truth
 * values as they lie in their buffer, where only tf.js's own programs know them for what they are.
 */
export function allFloat(...tensors: readonly (tf.TensorInfo | undefined)[]): boolean {
  const { tensorMap } = tf.backend() as WebGPUBackend;
  return tensors.every(
    (tensor) =>
      !tensor ||
      (tensor.dtype === 'float32' && sizeOf(tensor) > 0 && tensorMap.get(tensor.dataId).dtype === 'float32'),
  );
}
