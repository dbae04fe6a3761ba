// Cuts from GitHub's official OpenAPI description (npm package @octokit/openapi, MIT, file generated/api.github.com.json)
// what publishing uses: node test/fakes/github-rest-trim.mjs PATH > test/fakes/github-rest.openapi.json
// Names, types and required fields stay; descriptions and examples go. `nullable` becomes JSON Schema.
import { readFileSync } from 'node:fs';

const OPERATIONS = [
  ['get', '/repos/{owner}/{repo}'],
  ['get', '/repos/{owner}/{repo}/issues'],
  ['post', '/repos/{owner}/{repo}/issues'],
  ['patch', '/repos/{owner}/{repo}/issues/{issue_number}'],
  ['post', '/repos/{owner}/{repo}/labels'],
  ['get', '/repos/{owner}/{repo}/labels/{name}'],
  ['delete', '/repos/{owner}/{repo}/labels/{name}'],
  ['post', '/repos/{owner}/{repo}/git/blobs'],
  ['get', '/repos/{owner}/{repo}/git/blobs/{file_sha}'],
  ['post', '/repos/{owner}/{repo}/git/trees'],
  ['get', '/repos/{owner}/{repo}/git/trees/{tree_sha}'],
  ['post', '/repos/{owner}/{repo}/git/commits'],
  ['get', '/repos/{owner}/{repo}/git/commits/{commit_sha}'],
  ['get', '/repos/{owner}/{repo}/git/ref/{ref}'],
  ['post', '/repos/{owner}/{repo}/git/refs'],
  ['patch', '/repos/{owner}/{repo}/git/refs/{ref}'],
  ['get', '/repos/{owner}/{repo}/actions/artifacts'],
];
const KEPT = new Set([
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'anyOf',
  'oneOf',
  'allOf',
  '$ref',
  'additionalProperties',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
]);
/** Too large for what they add; anything is allowed there. */
const OPEN = new Set(['nullable-integration', 'repository', 'nullable-repository', 'security-and-analysis']);

const api = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const schemas = {};

function trim(schema) {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref !== undefined) return use(schema.$ref);
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!KEPT.has(key)) continue;
    if (key === 'properties')
      out.properties = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, trim(each)]));
    else if (['anyOf', 'oneOf', 'allOf'].includes(key))
      out[key === 'oneOf' ? 'anyOf' : key] = value.map(trim);
    else if (key === 'items' || key === 'additionalProperties') out[key] = trim(value);
    else out[key] = value;
  }
  if (schema.nullable !== true) return out;
  return { anyOf: [out, { type: 'null' }] };
}

function use(ref) {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  if (schemas[name] === undefined) {
    schemas[name] = {};
    schemas[name] = OPEN.has(name) ? {} : trim(api.components.schemas[name]);
  }
  return { $ref: `#/$defs/${name}` };
}

function resolve(part) {
  if (part?.$ref === undefined) return part;
  const [, , kind, name] = part.$ref.split('/');
  return api.components[kind][name];
}

const operations = OPERATIONS.map(([method, path]) => {
  const operation = api.paths[path][method];
  const query = (operation.parameters ?? []).map(resolve).filter((each) => each.in === 'query');
  const body = resolve(operation.requestBody)?.content?.['application/json']?.schema;
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const schema = resolve(response)?.content?.['application/json']?.schema;
    return [status, schema === undefined ? null : trim(schema)];
  });
  return {
    method: method.toUpperCase(),
    path,
    query: Object.fromEntries(query.map((each) => [each.name, trim(each.schema)])),
    body: body === undefined ? null : trim(body),
    responses: Object.fromEntries(responses),
  };
});
process.stdout.write(
  `${JSON.stringify({ source: `@octokit/openapi, ${api.info.version}`, operations, $defs: schemas })}\n`,
);
