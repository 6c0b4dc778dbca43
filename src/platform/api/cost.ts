/**
 * What an operation may cost, measured before it runs. Fragments become shared nodes, so a document of 1 kB that
 * expands to millions of fields is measured in the size of its text. Page sizes are read from the variables of each
 * request: a cached document that was cheap with `first: 1` is dear with `first: 1000000`.
 */
import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

type PageSize = { given: number } | { variable: string; otherwise: number | null };

interface Node {
  id: number;
  isField: boolean;
  page: PageSize | null;
  /** rows assumed for a list that has no page argument */
  rows: number;
  children: Node[];
}

export interface Measured {
  root: Node;
  nodes: number;
  depth: number;
  fields: number;
}

const PAGE_ARGUMENTS: ReadonlySet<string> = new Set(['first', 'last']);

/**
 * How deep a document is, how many fields it has, and what its lists may cost; variables are put in by `costOf`.
 * `rowsOfList`: rows assumed for a list without a page argument. Linear in the fields written, however fragments nest.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rowsOfList: number,
): Measured {
  let nodes = 0;
  const newNode = (isField: boolean): Node => ({ id: nodes++, isField, page: null, rows: 1, children: [] });
  const fragments = new Map(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])),
  );
  const defaults = new Map((operation.variableDefinitions ?? []).map((v) => [v.variable.name.value, v.defaultValue]));
  const shared = new Map<string, Node>();

  const typeNamed = (name: string): GraphQLOutputType => schema.getType(name) as GraphQLOutputType;
  const ofSet = (set: SelectionSetNode, parent: GraphQLOutputType): Node => {
    const node = newNode(false);
    for (const s of set.selections) {
      if (s.kind === Kind.FIELD) node.children.push(ofField(s, parent));
      else if (s.kind === Kind.INLINE_FRAGMENT)
        node.children.push(ofSet(s.selectionSet, s.typeCondition ? typeNamed(s.typeCondition.name.value) : parent));
      else {
        let at = shared.get(s.name.value);
        if (!at) {
          const f = fragments.get(s.name.value);
          at = f ? ofSet(f.selectionSet, typeNamed(f.typeCondition.name.value)) : newNode(false);
          shared.set(s.name.value, at);
        }
        node.children.push(at);
      }
    }
    return node;
  };
  const ofField = (f: FieldNode, parent: GraphQLOutputType): Node => {
    const node = newNode(true);
    const field: GraphQLField<unknown, unknown> | undefined =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[f.name.value] : undefined;
    if (!field) return node; // __typename
    const argument = field.args.find((a) => PAGE_ARGUMENTS.has(a.name));
    if (argument) {
      const byDefault = typeof argument.defaultValue === 'number' ? argument.defaultValue : null;
      const value = f.arguments?.find((a) => a.name.value === argument.name)?.value;
      if (!value) node.page = { given: byDefault ?? Infinity };
      else if (value.kind === Kind.VARIABLE) {
        const d = defaults.get(value.name.value);
        node.page = { variable: value.name.value, otherwise: d ? numberOf(d) : byDefault };
      } else node.page = { given: numberOf(value) };
    } else if (isListType(getNullableType(field.type))) node.rows = rowsOfList;
    const named = getNamedType(field.type);
    if (f.selectionSet && isCompositeType(named)) node.children.push(ofSet(f.selectionSet, named));
    return node;
  };

  const root = ofSet(operation.selectionSet, schema.getRootType(operation.operation) as GraphQLOutputType);
  return {
    root,
    nodes,
    depth: fold(root, (n, below) => (n.isField ? 1 : 0) + Math.max(0, ...below)),
    fields: fold(root, (n, below) => (n.isField ? 1 : 0) + sum(below)),
  };
}

/** Infinity where a page is larger than `largestPage`, or is no number at all */
export function costOf({ root }: Measured, variables: Readonly<Record<string, unknown>>, largestPage: number): number {
  return fold(root, (n, below) => {
    let times = n.rows;
    if (n.page) {
      const asked =
        'given' in n.page
          ? n.page.given
          : Object.hasOwn(variables, n.page.variable)
            ? variables[n.page.variable]
            : n.page.otherwise;
      times = typeof asked === 'number' && asked >= 0 && asked <= largestPage ? asked : Infinity;
    }
    const inside = sum(below);
    return (n.isField ? 1 : 0) + (times === Infinity ? Infinity : times * inside);
  });
}

const numberOf = (v: ValueNode): number => (v.kind === Kind.INT ? Number(v.value) : Infinity);
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

/** Each node is visited once, however often it is shared. */
function fold(root: Node, combine: (node: Node, below: number[]) => number): number {
  const known = new Map<Node, number>();
  const visit = (node: Node): number => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const value = combine(node, node.children.map(visit));
    known.set(node, value);
    return value;
  };
  return visit(root);
}
