/**
 * The one gate before every transport: what may run, and how much of it. It knows only graphql-js, so a rule cannot
 * hold on one path and be missing on another. Why each rule is there is told in docs/adr/0002-graphql-gate.md.
 */
import { createHash } from 'node:crypto';
import {
  BREAK,
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { LruCache } from '../base/lru-cache.js';
import { costOf, measure, type Measured } from './cost.js';
import { EventsOf } from './events.js';

export interface GateLimits {
  bytes: number;
  tokens: number;
  depth: number;
  aliases: number;
  directives: number;
  roots: number;
  fields: number;
  page: number;
  cost: number;
  /** accepted documents that are kept; refused ones never are */
  kept: number;
  /** rows assumed for a list without a page argument */
  rowsOfList: number;
}

export const gateLimits: Readonly<GateLimits> = {
  bytes: 8192,
  tokens: 1000,
  depth: 10,
  aliases: 15,
  directives: 20,
  roots: 10,
  fields: 400,
  page: 200,
  cost: 50_000,
  kept: 200,
  rowsOfList: 20,
};

/** The body of a request: text, or the SHA-256 of one of our own documents */
export interface Asked {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  documentId?: unknown;
  /** a map of no meaning here */
  extensions?: unknown;
}

interface Document {
  node: DocumentNode;
  name: string | undefined;
  kind: 'query' | 'mutation' | 'subscription';
  measured: Measured;
  /** one of our own documents */
  own: boolean;
  /** made of an own document at its second run, where the gate was given a compiler */
  compiled: Compiled | null;
}

export type Compiled = (
  contextValue: unknown,
  variables: Record<string, unknown>,
) => ExecutionResult | Promise<ExecutionResult>;
/** Makes a function of a document that this gate accepted; undefined where it cannot */
export type Compile = (schema: GraphQLSchema, document: DocumentNode, name: string | undefined) => Compiled | undefined;

/** `answer`: one answer (POST); `stream`: events (POST answered as an event stream) */
export type Way = 'answer' | 'stream';

export interface ValidRequest {
  document: Document;
  variables: Record<string, unknown>;
}

/** A refusal before an operation runs, with its code and HTTP status */
export const requestError = (code: string, message: string, status = 400): GraphQLError =>
  new GraphQLError(message, { extensions: { code, status } });
const limit = (message: string, status = 400): GraphQLError => requestError('LIMIT', message, status);

/** The name of a registered document: SHA-256 of its text, in hex */
export const documentId = (text: string): string => createHash('sha256').update(text).digest('hex');

export class Gate {
  private readonly documents: LruCache<Document>;
  private readonly registered: ReadonlyMap<string, string>;

  /** `compile`: for our own documents only; a caller's are read once or twice and never pay for it */
  constructor(
    readonly schema: GraphQLSchema,
    private readonly limits: Readonly<GateLimits> = gateLimits,
    ownDocuments: readonly string[] = [],
    private readonly compile?: Compile,
  ) {
    this.documents = new LruCache(limits.kept);
    this.registered = new Map(ownDocuments.map((text) => [documentId(text), text]));
  }

  get size(): number {
    return this.documents.size;
  }

  /**
   * `mayWrite`: the caller may send text of their own; anonymous callers may not.
   * @throws GraphQLError with extensions.code PARSE, LIMIT or FORBIDDEN and an HTTP status; nothing refused is kept
   */
  validateRequest(asked: unknown, mayWrite: boolean, way: Way = 'answer'): ValidRequest {
    if (asked === null || typeof asked !== 'object' || Array.isArray(asked))
      throw requestError('PARSE', '一次请求只含一个操作。');
    const { query, operationName, variables = {}, documentId: id, extensions = {} } = asked as Asked;
    for (const [name, value] of Object.entries({ variables, extensions }))
      if (typeof value !== 'object' || Array.isArray(value)) throw requestError('PARSE', `${name} 应当是一个对象。`);
    if (operationName != null && typeof operationName !== 'string')
      throw requestError('PARSE', 'operationName 应当是文字。');
    refuseUnstorable(variables);
    const document = this.find(query, id, mayWrite);
    if (operationName != null && operationName !== '' && operationName !== document.name)
      throw requestError('PARSE', '文档里没有这个名字的操作。');
    if ((document.kind === 'subscription') !== (way === 'stream')) {
      throw requestError(
        'PARSE',
        way === 'stream'
          ? '这里只接受订阅（subscription）。'
          : '订阅（subscription）请在 POST 里写 Accept: text/event-stream。',
        way === 'stream' ? 400 : 406,
      );
    }
    const values = (variables ?? {}) as Record<string, unknown>;
    const cost = costOf(document.measured, values, this.limits.page);
    if (cost === Infinity) throw limit(`一页最多 ${this.limits.page} 行。`);
    if (cost > this.limits.cost) throw limit(`一次要的内容太多（${cost}，最多 ${this.limits.cost}）。`);
    return { document, variables: values };
  }

  /**
   * Runs what `validateRequest` let through; an own document is compiled at its second run. Never rejects for what an
   * operation refuses: that is in the result.
   */
  run({ document, variables }: ValidRequest, contextValue: unknown): ExecutionResult | Promise<ExecutionResult> {
    if (document.compiled) return document.compiled(contextValue, variables);
    if (document.own && this.compile)
      document.compiled = this.compile(this.schema, document.node, document.name) ?? null;
    return execute({
      schema: this.schema,
      document: document.node,
      contextValue,
      variableValues: variables,
      hideSuggestions: true,
    });
  }

  /**
   * The events of a subscription, or the result that refused it. Every event is executed on a context of its own, so
   * that a loader never answers from an event before; `stands` is asked before each one, and false ends them.
   */
  async subscribe(
    { document, variables }: ValidRequest,
    context: () => object,
    stands: () => Promise<boolean>,
  ): Promise<EventsOf | ExecutionResult> {
    const asked = { schema: this.schema, document: document.node, variableValues: variables, hideSuggestions: true };
    const source = await createSourceEventStream({ ...asked, contextValue: context() });
    if (!(Symbol.asyncIterator in source)) return source;
    return new EventsOf(
      source[Symbol.asyncIterator](),
      async (rootValue) => execute({ ...asked, rootValue, contextValue: context() }),
      stands,
    );
  }

  private find(query: unknown, id: unknown, mayWrite: boolean): Document {
    let text = query;
    let own = false;
    if (id != null) {
      if (query != null || typeof id !== 'string') throw requestError('PARSE', 'documentId 和 query 只能给一个。');
      text = this.registered.get(id.replace(/^sha256:/, ''));
      if (text === undefined) throw requestError('PARSE', '没有登记过这个文档。', 404);
      own = true;
    } else if (
      !mayWrite &&
      !(typeof query === 'string' && query.length <= this.limits.bytes && this.registered.has(documentId(query)))
    ) {
      throw requestError('UNAUTHENTICATED', '请先登录。', 401);
    }
    if (typeof text !== 'string' || text.trim() === '') throw requestError('PARSE', 'query 应当是 GraphQL 文字。');
    return this.documents.get(text, () => {
      if (!own && Buffer.byteLength(text) > this.limits.bytes)
        throw limit(`query 不能超过 ${this.limits.bytes} 字节。`, 413);
      return this.read(text, this.registered.has(documentId(text)));
    });
  }

  private read(text: string, own: boolean): Document {
    const { limits } = this;
    let node: DocumentNode;
    try {
      node = parse(text, { noLocation: true, maxTokens: limits.tokens });
    } catch (e) {
      throw requestError('PARSE', e instanceof GraphQLError ? e.message : 'Syntax Error');
    }
    const operations = node.definitions.filter(
      (d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION,
    );
    const operation = operations[0];
    const foreign = node.definitions.some(
      (d) => d.kind !== Kind.OPERATION_DEFINITION && d.kind !== Kind.FRAGMENT_DEFINITION,
    );
    if (!operation || operations.length > 1 || foreign) throw requestError('PARSE', '一个文档恰好含一个操作。');
    this.count(node, operation);
    const errors = validate(this.schema, node, [...specifiedRules, NoSchemaIntrospectionCustomRule], {
      maxErrors: 3,
      hideSuggestions: true,
    });
    // new errors from the messages: graphql-js's own hold the whole tree, and a client that keeps asking keeps it alive
    if (errors.length > 0)
      throw requestError(
        'PARSE',
        errors
          .slice(0, 3)
          .map((e) => e.message)
          .join(' '),
      );
    const measured = measure(this.schema, node, operation, limits.rowsOfList);
    if (measured.depth > limits.depth) throw limit(`最深 ${limits.depth} 层。`);
    if (measured.fields > limits.fields) throw limit(`最多 ${limits.fields} 个字段。`);
    return { node, name: operation.name?.value, kind: operation.operation, measured, own, compiled: null };
  }

  /** Before validate(), whose overlap rule is quadratic in the fields written. */
  private count(node: DocumentNode, operation: OperationDefinitionNode): void {
    const { limits } = this;
    let aliases = 0;
    let directives = 0;
    let fields = 0;
    visit(node, {
      Field: (f) => {
        fields++;
        if (f.alias) aliases++;
      },
      Directive: () => (++directives > limits.directives ? BREAK : undefined),
      StringValue: (s) => refuseUnstorable(s.value),
    });
    if (aliases > limits.aliases) throw limit(`最多 ${limits.aliases} 个别名。`);
    if (directives > limits.directives) throw limit(`最多 ${limits.directives} 个指令。`);
    if (fields > limits.fields) throw limit(`最多 ${limits.fields} 个字段。`);
    if (operation.selectionSet.selections.length > limits.roots) throw limit(`最外层最多 ${limits.roots} 个字段。`);
  }
}

/**
 * U+0000 and lone surrogates are valid JSON, but PostgreSQL refuses them: they end here, not as a fault (security §2).
 */
function refuseUnstorable(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed())
      throw requestError('PARSE', '文字里有不能保存的字符（U+0000 或者半个字符），请删去后再提交。');
  } else if (depth > 20) throw limit('variables 嵌套太深。');
  else if (Array.isArray(value)) for (const v of value) refuseUnstorable(v, depth + 1);
  else if (value !== null && typeof value === 'object')
    for (const v of Object.values(value)) refuseUnstorable(v, depth + 1);
}
