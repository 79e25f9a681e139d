import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** How large one operation may be. Written for the product's own largest queries with room to spare. */
export interface OperationLimits {
  /** Fields below one another. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields, each counted for every item of the pages (`first: n`) it stands in. */
  readonly cost: number;
}

export const OPERATION_LIMITS: OperationLimits = { depth: 15, aliases: 60, directives: 20, cost: 60_000 };

/** Bytes of a request. */
export const BODY_LIMIT = 256 * 1024;

/** Tokens of a document; parsing stops there. */
export const MOST_TOKENS = 3000;

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: number;
  readonly rootFields: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, cost: 0, rootFields: 0 };

/** What a field costs beyond 1, and what a list counts as whose length is not written out. */
export const COST = {
  defaultPage: 50,
  largestPage: 200,
  /** A digest as of a given date may have to be reconstructed from whole books. */
  reconstruction: 2_000,
  /** What is computed on reading: the forecast anew, or both ends of every issue's price. */
  computed: 300,
  computedFields: new Set(['hygiene', 'flowband', 'forecast']),
} as const;

/** A validation rule that refuses operations over the limits, and mutations with several root fields. */
export function operationLimits(limits: OperationLimits): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    OperationDefinition(operation) {
      const fault = faultOf(operation, new Measure(context).operation(operation), limits);
      if (fault) context.reportError(new GraphQLError(fault, { nodes: operation }));
    },
  });
}

function faultOf(operation: OperationDefinitionNode, size: Size, limits: OperationLimits): string | undefined {
  if (operation.operation === 'mutation' && size.rootFields > 1) {
    return 'A mutation has one root field: send one request for each change.';
  }
  if (size.depth > limits.depth) return `This operation is nested deeper than ${limits.depth} levels.`;
  if (size.aliases > limits.aliases) return `This operation has more than ${limits.aliases} aliases.`;
  if (size.directives > limits.directives) return `This operation has more than ${limits.directives} directives.`;
  return size.cost > limits.cost ? 'This operation asks for too much at once.' : undefined;
}

/** Sizes up selections. A fragment is measured once; one that spreads itself counts as nothing (another rule refuses it). */
class Measure {
  private readonly fragments = new Map<string, Size>();

  constructor(private readonly context: ValidationContext) {}

  operation(operation: OperationDefinitionNode): Size {
    const size = this.selections(operation.selectionSet);
    return { ...size, directives: size.directives + (operation.directives?.length ?? 0) };
  }

  private selections(set: SelectionSetNode): Size {
    let total = NOTHING;
    for (const selection of set.selections) {
      const own = { ...NOTHING, directives: selection.directives?.length ?? 0 };
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? this.selections(selection.selectionSet) : NOTHING;
        const page = selection.selectionSet ? pageOf(selection.arguments ?? [], selection.name.value) : 1;
        total = add(total, {
          depth: inner.depth + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
          directives: inner.directives + own.directives,
          cost: ownCost(selection) + inner.cost * page,
          rootFields: 1,
        });
      } else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? this.selections(selection.selectionSet)
            : this.fragment(selection.name.value);
        total = add(add(total, own), inner);
      }
    }
    return total;
  }

  private fragment(name: string): Size {
    const known = this.fragments.get(name);
    if (known) return known;
    this.fragments.set(name, NOTHING);
    const definition: FragmentDefinitionNode | null | undefined = this.context.getFragment(name);
    const size = definition ? this.selections(definition.selectionSet) : NOTHING;
    this.fragments.set(name, size);
    return size;
  }
}

/** Items a field may answer: what its `first` says, the largest page when a variable says it, the default for the list. */
function pageOf(
  args: readonly { readonly name: { readonly value: string }; readonly value: { readonly kind: Kind } }[],
  field: string,
): number {
  const first = args.find(({ name }) => name.value === 'first')?.value;
  if (!first) return field === 'clients' ? COST.defaultPage : 1;
  const written = first.kind === Kind.INT && 'value' in first ? Number(first.value) : COST.largestPage;
  return Math.min(Math.max(written, 1), COST.largestPage);
}

function ownCost({ name, arguments: given = [] }: FieldNode): number {
  if (COST.computedFields.has(name.value)) return COST.computed;
  return name.value === 'digest' && given.some((argument) => argument.name.value === 'asOf') ? COST.reconstruction : 1;
}

function add(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    cost: Math.min(a.cost + b.cost, Number.MAX_SAFE_INTEGER),
    rootFields: a.rootFields + b.rootFields,
  };
}
