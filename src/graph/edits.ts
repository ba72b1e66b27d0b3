// What can be done to a drawing, as data: remedies carry edits, history names them, `edit.ts` applies them.
import type { FieldValue, Params } from '../layers/fields';
import type { AnnotationId, EdgeId, NodeId } from '../lib/ids';
import type { Direction, Point } from '../lib/turned';
import type { Annotation, AnnotationChange, Annotations } from './annotations';
import type { Graph, GraphNode, Module, ModuleParameter, Wire } from './graph';
import type { Layout } from './layout';

/**
 * An id may be a path (`3a/conv5x5`): the edit then acts on the definition that it leads to, and so on every instance of
 * it. A wire between path ids is the one that ends at its target's slot within that definition.
 */
export type Edit =
  /** A node of kind `module` takes its definition's defaults for the values that it is not given. */
  | { readonly type: 'add'; readonly node: GraphNode; readonly at: Point }
  /** Removing a port removes the wires of its slot at every instance; the slots behind it move up. */
  | { readonly type: 'remove'; readonly nodes: readonly NodeId[]; readonly edges: readonly EdgeId[] }
  /** A wire into a filled slot replaces the one that is there. */
  | { readonly type: 'connect'; readonly from: NodeId; readonly to: NodeId; readonly slot: number }
  /** A parameter that is bound to an expression loses it and has the value in every instance. */
  | { readonly type: 'set'; readonly node: NodeId; readonly params: Readonly<Record<string, FieldValue>> }
  | { readonly type: 'rename'; readonly node: NodeId; readonly id: string }
  /**
   * Makes a node one of another kind at its place, with its name and all its wires. Of its parameters those stay that
   * the new kind has and takes, bindings too; the others are `params`', else the new kind's defaults.
   */
  | { readonly type: 'replace'; readonly node: NodeId; readonly kind: string; readonly params: Params }
  /** Puts a new node on a wire: source → node (slot 0) → the old target. */
  | { readonly type: 'insert'; readonly edge: EdgeId; readonly node: GraphNode; readonly at?: Point }
  | { readonly type: 'move'; readonly positions: Layout }
  | DefineModule
  /** Puts an instance's nodes in its place, its values filled in; instances within it stay instances. */
  | { readonly type: 'ungroup'; readonly node: NodeId }
  /** Ungroups every instance of the drawing, those within instances too; wherever it is made, it is of the whole. */
  | { readonly type: 'unfold' }
  /** Within a definition: the parameter follows the module's (`4*width`); without an expression it keeps its value. */
  | {
      readonly type: 'bind';
      readonly node: NodeId;
      readonly param: string;
      readonly expression: string | undefined;
    }
  /** Makes an edit in a definition, whose nodes it names by their own ids. */
  | { readonly type: 'inModule'; readonly module: string; readonly edit: Edit }
  | AnnotationEdit
  | Paste
  | ModuleEdit;

/**
 * Makes a module of nodes and puts one instance in their place; every wire to the outside stays. Its input ports are
 * named after the nodes that feed it, its output after the node that it feeds.
 */
export interface DefineModule {
  readonly type: 'defineModule';
  readonly name: string;
  readonly nodes: readonly NodeId[];
  readonly doc?: string;
  /** Numeric parameters of the nodes that become the module's, under `name`; equal values can share one. */
  readonly parameters?: readonly { readonly node: NodeId; readonly param: string; readonly name: string }[];
  /** The instance's name; else the module's with a number. */
  readonly instance?: string;
  /** Where the drawing leads, and with it the module from its inputs to its output; else to the right. */
  readonly direction?: Direction;
}

/**
 * Puts nodes into a drawing together, under names that are free there, with wires whose targets are among them and the
 * definitions that it lacks. All ids are the drawing's own, none is a path.
 */
export interface Paste {
  readonly type: 'paste';
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly Wire[];
  readonly positions: Layout;
  readonly modules: readonly Module[];
  /** Under ids that are free there. */
  readonly annotations?: Annotations;
}

/** Edits of notes and frames. */
export type AnnotationEdit =
  | { readonly type: 'addAnnotation'; readonly annotation: Annotation }
  | { readonly type: 'setAnnotation'; readonly annotation: AnnotationId; readonly change: AnnotationChange }
  | { readonly type: 'moveAnnotations'; readonly places: ReadonlyMap<AnnotationId, Point> }
  | { readonly type: 'removeAnnotations'; readonly annotations: readonly AnnotationId[] };

/** Edits of the definitions themselves. */
export type ModuleEdit =
  | { readonly type: 'renameModule'; readonly module: string; readonly name: string }
  /**
   * `parameters` is the whole new list: those not in it are removed, and what followed them keeps its value at the
   * defaults; instances take the default of new ones.
   */
  | {
      readonly type: 'setModule';
      readonly module: string;
      readonly doc?: string;
      readonly parameters?: readonly ModuleParameter[];
    }
  /** Expressions and instances follow. */
  | { readonly type: 'renameParameter'; readonly module: string; readonly from: string; readonly to: string }
  /** Refused while it is placed anywhere. */
  | { readonly type: 'removeModule'; readonly module: string };

/** The part of a document that edits change. */
export interface Drawing {
  readonly graph: Graph;
  readonly layout: Layout;
  /** Absent where there are none; an edit of something else may leave them out, and they stay. */
  readonly annotations?: Annotations;
}
