import { readFileSync, writeFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';

/**
 * Cuts from a tracker's schema what our own queries use: fields, arguments, and of input types the fields in `inputs`.
 * Only names and types are left, no descriptions. Used by hand when a query changes:
 * the test "the trimmed schema knows every query" says when.
 */
export function trimSchema(
  schema: GraphQLSchema,
  queries: readonly string[],
  inputs: Readonly<Record<string, readonly string[]>>,
): string {
  const fields = new Map<string, Map<string, Set<string>>>();
  const types = new Set<string>();
  const use = (type: string, field: string): Set<string> => {
    const known = fields.get(type) ?? new Map<string, Set<string>>();
    fields.set(type, known);
    const args = known.get(field) ?? new Set<string>();
    known.set(field, args);
    return args;
  };
  for (const query of queries) {
    const info = new TypeInfo(schema);
    const document = parse(query);
    visit(document, {
      InlineFragment(node) {
        if (node.typeCondition !== undefined) types.add(node.typeCondition.name.value);
      },
    });
    visit(
      document,
      visitWithTypeInfo(info, {
        Field(node) {
          const parent = info.getParentType();
          const field = info.getFieldDef();
          if (
            parent === null ||
            parent === undefined ||
            field === null ||
            field === undefined ||
            node.name.value.startsWith('__')
          )
            return;
          const args = use(parent.name, field.name);
          types.add(getNamedType(field.type).name);
          for (const argument of node.arguments ?? []) args.add(argument.name.value);
        },
        NamedType(node) {
          types.add(node.name.value);
        },
        Argument() {
          const type = info.getArgument()?.type;
          if (type !== undefined) types.add(getNamedType(type).name);
        },
      }),
    );
  }
  return `${HEADER}${render(schema, fields, types, inputs)}`;
}

/** What a trimmed file says about itself. */
const HEADER = `# The part of a tracker's public GraphQL schema that our own queries use: names and types only, no descriptions.
# It lets the tests check queries and run the fake server where the whole schema is not at hand.
# Made by \`writeTrimmed\` in trim-schema.ts from the tracker's schema (see docs/trackers.md), never edited by hand.

`;

function render(
  schema: GraphQLSchema,
  fields: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>,
  types: Set<string>,
  inputs: Readonly<Record<string, readonly string[]>>,
): string {
  const done = new Set<string>();
  const parts: string[] = [];
  const waiting = [...fields.keys(), ...types];
  const want = (name: string): void => void waiting.push(name);
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const type = schema.getType(name);
    if (done.has(name) || type === undefined || isSpecifiedScalarType(type)) continue;
    done.add(name);
    if (isScalarType(type)) parts.push(`scalar ${name}`);
    else if (isEnumType(type))
      parts.push(
        `enum ${name} { ${type
          .getValues()
          .map((value) => value.name)
          .join(' ')} }`,
      );
    else if (isUnionType(type)) {
      const members = type
        .getTypes()
        .filter(
          (member) =>
            fields.has(member.name) || member.getInterfaces().some((parent) => fields.has(parent.name)),
        );
      const used = members.length === 0 ? type.getTypes().slice(0, 1) : members;
      used.forEach((member) => want(member.name));
      parts.push(`union ${name} = ${used.map((member) => member.name).join(' | ')}`);
    } else if (isInputObjectType(type)) {
      const kept = Object.values(type.getFields()).filter(
        (field) => inputs[name]?.includes(field.name) ?? false,
      );
      kept.forEach((field) => want(getNamedType(field.type).name));
      parts.push(
        `input ${name} {\n${kept.map((field) => `  ${field.name}: ${String(field.type)}`).join('\n')}\n}`,
      );
    } else if (isObjectType(type) || isInterfaceType(type))
      parts.push(renderObject(type, schema, fields, types, want));
  }
  return `${parts.sort().join('\n\n')}\n`;
}

function renderObject(
  type: import('graphql').GraphQLObjectType | import('graphql').GraphQLInterfaceType,
  schema: GraphQLSchema,
  fields: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>,
  types: ReadonlySet<string>,
  want: (name: string) => void,
): string {
  const used = new Map(fields.get(type.name) ?? []);
  const interfaces = isObjectType(type)
    ? type.getInterfaces().filter((parent) => fields.has(parent.name) || types.has(parent.name))
    : [];
  for (const parent of interfaces) {
    const needed = fields.get(parent.name) ?? new Map([[firstField(parent), new Set<string>()]]);
    for (const [field, args] of needed) if (!used.has(field)) used.set(field, args);
  }
  if (used.size === 0) used.set(firstField(type), new Set());
  const lines = [...used].sort().map(([name, args]) => {
    const field = type.getFields()[name];
    if (field === undefined) return '';
    want(getNamedType(field.type).name);
    const kept = field.args.filter((argument) => args.has(argument.name));
    kept.forEach((argument) => want(getNamedType(argument.type).name));
    const list =
      kept.length === 0
        ? ''
        : `(${kept.map((argument) => `${argument.name}: ${String(argument.type)}`).join(', ')})`;
    return `  ${name}${list}: ${String(field.type)}`;
  });
  // Implementers of an interface must exist, or nothing could be of its type.
  if (isInterfaceType(type)) {
    for (const implementer of schema.getPossibleTypes(type))
      if (fields.has(implementer.name)) want(implementer.name);
  }
  const head = isInterfaceType(type) ? 'interface' : 'type';
  const implementing =
    interfaces.length === 0 ? '' : ` implements ${interfaces.map((parent) => parent.name).join(' & ')}`;
  return `${head} ${type.name}${implementing} {\n${lines.filter((line) => line !== '').join('\n')}\n}`;
}

/** A type none of whose fields are asked for still needs one. */
function firstField(
  type: import('graphql').GraphQLObjectType | import('graphql').GraphQLInterfaceType,
): string {
  const names = Object.keys(type.getFields());
  return names.includes('id') ? 'id' : (names[0] as string);
}

/** Every query of a module, by the name it is exported under. */
export function queriesOf(module: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(module).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isOperation(entry[1]),
  );
}

function isOperation(text: string): boolean {
  return text.startsWith('query ') && parse(text).definitions[0]?.kind === Kind.OPERATION_DEFINITION;
}

export function writeTrimmed(
  source: string,
  target: string,
  queries: readonly string[],
  inputs: Readonly<Record<string, readonly string[]>>,
): void {
  writeFileSync(
    target,
    trimSchema(buildSchema(readFileSync(source, 'utf8'), { assumeValid: true }), queries, inputs),
  );
}
