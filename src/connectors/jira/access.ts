import { CredentialsError, ExpectedError, TrackerError } from '../../errors.ts';
import type { Courier } from '../manners/index.ts';
import { AnswerError } from '../manners/index.ts';
import { ownText, recordOf } from './json.ts';
import type { Json } from './json.ts';

export type Deployment = 'cloud' | 'data-center';

export interface JiraCredentials {
  /** Cloud: with `token` as basic authentication; without it the token goes alone (service accounts). */
  readonly email: string | null;
  /** Cloud API token. */
  readonly token: string | null;
  /** Data Center personal access token. */
  readonly pat: string | null;
  /** Variable that the configuration names for the token, to be named when it is not set. */
  readonly variable?: string;
}

export interface JiraPlace {
  /** Address of the site, a context path included: what people open in a browser. */
  readonly site: string;
  readonly deployment: Deployment | null;
  /** Instead of https://api.atlassian.com. Null: that. */
  readonly gateway: string | null;
}

/** Where requests go and with what. */
export interface Access {
  readonly deployment: Deployment;
  /** Base of all paths: the site, or the gateway with the site's id. */
  readonly base: string;
  readonly authorization: string;
  /** Address for links, without a slash at its end. */
  readonly site: string;
  /** What Jira says of the user whose token it is; null where it may not be asked. */
  readonly me: Json | null;
}

const GATEWAY = 'https://api.atlassian.com';

/**
 * Finds out how to speak with a site: which deployment it is, and for tokens with scopes, which the site itself refuses, the
 * gateway. Rejects with `CredentialsError` when the token is taken nowhere.
 */
export async function findAccess(
  place: JiraPlace,
  credentials: JiraCredentials,
  courier: Courier,
): Promise<Access> {
  const site = place.site.replace(/\/+$/, '');
  const deployment = place.deployment ?? (await deploymentOf(site, courier));
  if (deployment === 'data-center') {
    const secret = required(credentials.pat ?? credentials.token, 'JIRA_PAT', credentials.variable);
    const authorization = `Bearer ${secret}`;
    return withUser({ deployment, base: site, site, authorization }, courier);
  }
  const authorization = cloudAuthorization(credentials);
  const direct = { deployment, base: site, site, authorization };
  if (place.gateway !== null)
    return withUser({ ...direct, base: await gatewayBase(place.gateway, site, courier) }, courier);
  try {
    return await withUser(direct, courier);
  } catch (refused) {
    // Elsewhere than on Atlassian's own hosts a token is for that host alone.
    if (!(refused instanceof CredentialsError) || !isAtlassian(site)) throw refused;
    return await throughGateway(direct, refused, courier);
  }
}

/** A token with scopes is refused by the site and taken by the gateway; one that is refused by both is simply refused. */
async function throughGateway(
  direct: Omit<Access, 'me'>,
  refused: CredentialsError,
  courier: Courier,
): Promise<Access> {
  try {
    return await withUser({ ...direct, base: await gatewayBase(GATEWAY, direct.site, courier) }, courier);
  } catch (error) {
    if (error instanceof ExpectedError) throw refused;
    throw error;
  }
}

async function gatewayBase(gateway: string, site: string, courier: Courier): Promise<string> {
  return `${gateway.replace(/\/+$/, '')}/ex/jira/${await cloudId(site, courier)}`;
}

async function withUser(access: Omit<Access, 'me'>, courier: Courier): Promise<Access> {
  const version = access.deployment === 'cloud' ? 3 : 2;
  try {
    const me = await courier.json({
      method: 'GET',
      url: `${access.base}/rest/api/${version}/myself`,
      headers: headersOf(access),
    });
    return { ...access, me: recordOf(me) };
  } catch (error) {
    // A token may be good for issues and not for its own user.
    if (error instanceof AnswerError && error.status === 403) return { ...access, me: null };
    throw error;
  }
}

function cloudAuthorization({ email, token, variable }: JiraCredentials): string {
  const secret = required(token, 'JIRA_API_TOKEN', variable);
  return email === null
    ? `Bearer ${secret}`
    : `Basic ${Buffer.from(`${email}:${secret}`).toString('base64')}`;
}

function required(
  secret: string | null,
  usual: 'JIRA_PAT' | 'JIRA_API_TOKEN',
  variable: string = usual,
): string {
  if (secret !== null && secret !== '') return secret;
  throw new CredentialsError({
    code: 'JIRA_TOKEN_MISSING',
    message: `The environment variable ${variable} is not set; it holds the token for Jira.`,
    next:
      usual === 'JIRA_PAT'
        ? `Make a personal access token in your Jira profile and set ${variable}.`
        : `Make an API token at id.atlassian.com and set JIRA_EMAIL and ${variable}.`,
  });
}

function isAtlassian(site: string): boolean {
  return /\.(atlassian\.net|jira\.com)$/.test(new URL(site).hostname);
}

async function deploymentOf(site: string, courier: Courier): Promise<Deployment> {
  if (isAtlassian(site)) return 'cloud';
  const info = await serverInfo(site, courier);
  return ownText(recordOf(info), 'deploymentType') === 'Cloud' ? 'cloud' : 'data-center';
}

/** Open to everybody, and at the same path in both deployments. */
async function serverInfo(site: string, courier: Courier): Promise<unknown> {
  const info = await courier.json({
    method: 'GET',
    url: `${site}/rest/api/2/serverInfo`,
    headers: { accept: 'application/json' },
  });
  if (ownText(recordOf(info), 'version') !== null || ownText(recordOf(info), 'deploymentType') !== null)
    return info;
  throw new TrackerError({
    code: 'JIRA_NOT_FOUND',
    message: `${site} does not answer like Jira.`,
    next: 'Check tracker.site in hatcheck.yaml: it is the address of Jira, a path such as /jira included.',
  });
}

async function cloudId(site: string, courier: Courier): Promise<string> {
  const info = await courier.json({
    method: 'GET',
    url: `${site}/_edge/tenant_info`,
    headers: { accept: 'application/json' },
  });
  const id = ownText(recordOf(info), 'cloudId');
  if (id !== null && /^[\w-]+$/.test(id)) return id;
  throw new TrackerError({
    code: 'JIRA_NOT_FOUND',
    message: `${site} does not tell its cloud id.`,
    next: 'Check tracker.site in hatcheck.yaml: it is the address of the site, like https://acme.atlassian.net.',
  });
}

export function headersOf(access: Pick<Access, 'authorization'>): Record<string, string> {
  return { accept: 'application/json', authorization: access.authorization };
}
