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
  /** the page that says how many rows it has */
  page: PageSize | null;
  /** the page of a connection, which its rows are counted with; too large it is refused, whatever is selected of it */
  connects: PageSize | null;
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
/** The fields of a connection that hold a row each for every row of its page */
const ROWS: ReadonlySet<string> = new Set(['edges', 'nodes']);
const isConnection = (type: unknown): boolean => isObjectType(type) && type.name.endsWith('Connection');
/** How many rows a list says that it has at most: `bounded(n)` in its description */
export const boundOf = (description: string | null | undefined): number | null => {
  const found = /\bbounded\((\d+)\)/.exec(description ?? '');
  return found ? Number(found[1]) : null;
};

/**
 * How deep a document is, how many fields it has, and what its lists may cost; variables are put in by `costOf`.
 * `rowsOfList`: rows assumed for a list without a page argument that does not say `bounded(n)` for a smaller n. Linear
 * in the fields written, however fragments nest; a fragment on a connection counts once for each page it is used with.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rowsOfList: number,
): Measured {
  let nodes = 0;
  const newNode = (isField: boolean): Node => ({
    id: nodes++,
    isField,
    page: null,
    connects: null,
    rows: 1,
    children: [],
  });
  const fragments = new Map(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])),
  );
  const defaults = new Map((operation.variableDefinitions ?? []).map((v) => [v.variable.name.value, v.defaultValue]));
  const shared = new Map<string, Node>();

  const typeNamed = (name: string): GraphQLOutputType => schema.getType(name) as GraphQLOutputType;
  // `page`: the page of the connection whose fields these are
  const ofSet = (set: SelectionSetNode, parent: GraphQLOutputType, page: PageSize | null): Node => {
    const node = newNode(false);
    for (const s of set.selections) {
      if (s.kind === Kind.FIELD) node.children.push(ofField(s, parent, page));
      else if (s.kind === Kind.INLINE_FRAGMENT) {
        const type = s.typeCondition ? typeNamed(s.typeCondition.name.value) : parent;
        node.children.push(ofSet(s.selectionSet, type, page));
      } else {
        const key = page ? `${s.name.value} ${JSON.stringify(page)}` : s.name.value;
        let at = shared.get(key);
        if (!at) {
          const f = fragments.get(s.name.value);
          at = f ? ofSet(f.selectionSet, typeNamed(f.typeCondition.name.value), page) : newNode(false);
          shared.set(key, at);
        }
        node.children.push(at);
      }
    }
    return node;
  };
  const ofField = (f: FieldNode, parent: GraphQLOutputType, ofConnection: PageSize | null): Node => {
    const node = newNode(true);
    const field: GraphQLField<unknown, unknown> | undefined =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[f.name.value] : undefined;
    if (!field) return node; // __typename
    const named = getNamedType(field.type);
    const connects = isConnection(named);
    const argument = field.args.find((a) => PAGE_ARGUMENTS.has(a.name));
    let page: PageSize | null = null;
    if (argument) {
      const byDefault = typeof argument.defaultValue === 'number' ? argument.defaultValue : null;
      const value = f.arguments?.find((a) => a.name.value === argument.name)?.value;
      if (!value) page = { given: byDefault ?? Infinity };
      else if (value.kind === Kind.VARIABLE) {
        const d = defaults.get(value.name.value);
        page = { variable: value.name.value, otherwise: d ? numberOf(d) : byDefault };
      } else page = { given: numberOf(value) };
    }
    // a page multiplies the rows of its connection, not what is asked of the connection itself
    if (connects) node.connects = page;
    else node.page = page;
    if (isListType(getNullableType(field.type))) {
      if (isConnection(parent) && ROWS.has(f.name.value)) node.page = ofConnection;
      else if (!node.page) node.rows = Math.min(rowsOfList, boundOf(field.description) ?? Infinity);
    }
    if (f.selectionSet && isCompositeType(named))
      node.children.push(ofSet(f.selectionSet, named, connects ? page : null));
    return node;
  };

  const root = ofSet(operation.selectionSet, schema.getRootType(operation.operation) as GraphQLOutputType, null);
  return {
    root,
    nodes,
    depth: fold(root, (n, below) => (n.isField ? 1 : 0) + Math.max(0, ...below)),
    fields: fold(root, (n, below) => (n.isField ? 1 : 0) + sum(below)),
  };
}

/** Infinity where a page is larger than `largestPage`, or is no number at all */
export function costOf({ root }: Measured, variables: Readonly<Record<string, unknown>>, largestPage: number): number {
  const sizeOf = (page: PageSize): number => {
    const asked =
      'given' in page
        ? page.given
        : Object.hasOwn(variables, page.variable)
          ? variables[page.variable]
          : page.otherwise;
    return typeof asked === 'number' && asked >= 0 && asked <= largestPage ? asked : Infinity;
  };
  return fold(root, (n, below) => {
    const times = n.page ? sizeOf(n.page) : n.rows;
    const inside = sum(below);
    const tooLarge = times === Infinity || (n.connects !== null && sizeOf(n.connects) === Infinity);
    return (n.isField ? 1 : 0) + (tooLarge ? Infinity : times * inside);
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
