/**
 * Issues as verbose as Jira's own (about 25 KB each: avatars, empty custom fields, addresses), for benches. Deterministic.
 */
const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 6, 8);

export function verboseIssue(number, changes = 15) {
  const created = START + number * 60_000;
  const histories = Array.from({ length: changes }, (_, index) =>
    history(number, index, created + (index + 1) * DAY),
  );
  const person = (offset) => user((number + offset) % 12);
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: String(100_000 + number),
    self: `https://acme.atlassian.net/rest/api/3/issue/${100_000 + number}`,
    key: `CHK-${number}`,
    changelog: { startAt: 0, maxResults: changes, total: changes, histories: histories.reverse() },
    fields: {
      ...emptyFields(),
      project: {
        id: '10000',
        key: 'CHK',
        name: 'Checkout',
        projectTypeKey: 'software',
        simplified: false,
        avatarUrls: avatars('project', 1),
      },
      issuetype: {
        id: '10001',
        name: 'Story',
        subtask: false,
        hierarchyLevel: 0,
        iconUrl:
          'https://acme.atlassian.net/rest/api/2/universal_avatar/view/type/issuetype/avatar/10315?size=medium',
      },
      summary: `As a shopper I want to pay in ${number} parts so that large orders fit my month`,
      description: document(number),
      status: status(number % 4),
      priority: {
        id: '3',
        name: 'Medium',
        self: 'https://acme.atlassian.net/rest/api/3/priority/3',
        iconUrl: 'https://acme.atlassian.net/images/icons/priorities/medium.svg',
      },
      assignee: person(1),
      reporter: person(2),
      creator: person(2),
      created: iso(created),
      updated: iso(created + (changes + 1) * DAY),
      labels: ['payments', 'mobile'],
      components: [
        { self: 'https://acme.atlassian.net/rest/api/3/component/10000', id: '10000', name: 'Basket' },
      ],
      fixVersions: [],
      issuelinks: [],
      comment: {
        comments: [comment(number, person(3), created + DAY)],
        total: 1,
        startAt: 0,
        maxResults: 5000,
      },
      customfield_10019: `0|i${number.toString(36).padStart(5, '0')}:`,
      customfield_10020: [
        {
          id: 1 + (number % 12),
          name: `Sprint ${1 + (number % 12)}`,
          state: 'closed',
          boardId: 12,
          goal: 'Pay in parts',
          startDate: iso(created),
          endDate: iso(created + 14 * DAY),
          completeDate: iso(created + 14 * DAY),
        },
      ],
      customfield_10016: number % 8,
    },
  };
}

const iso = (at) => new Date(at).toISOString().replace('Z', '+0000');

function avatars(kind, number) {
  const base = `https://secure.gravatar.com/avatar/600529a9c8bfef89daa848e6db28ed2d?d=https%3A%2F%2Favatar-management--avatars.us-west-2.prod.public.atl-paas.net%2F${kind}%2F${number}`;
  return {
    '48x48': `${base}-0.png`,
    '24x24': `${base}-1.png`,
    '16x16': `${base}-2.png`,
    '32x32': `${base}-3.png`,
  };
}

function user(number) {
  const accountId = `5e9711ba34f7b90c0fbc37${number.toString(16).padStart(2, '0')}`;
  return {
    self: `https://acme.atlassian.net/rest/api/3/user?accountId=${accountId}`,
    accountId,
    avatarUrls: avatars('initials', number),
    displayName: `Person Number${number}`,
    active: true,
    timeZone: 'Europe/Berlin',
    accountType: 'atlassian',
  };
}

const NAMES = [
  ['10000', 'To Do', 2, 'new'],
  ['3', 'In Progress', 4, 'indeterminate'],
  ['10011', 'Review', 4, 'indeterminate'],
  ['10002', 'Done', 3, 'done'],
];

function status(index) {
  const [id, name, category, key] = NAMES[index];
  return {
    self: `https://acme.atlassian.net/rest/api/3/status/${id}`,
    description: 'This status is managed internally by Jira Software',
    iconUrl: 'https://acme.atlassian.net/images/icons/statuses/generic.png',
    name,
    id,
    statusCategory: {
      self: `https://acme.atlassian.net/rest/api/3/statuscategory/${category}`,
      id: category,
      key,
      colorName: 'blue-gray',
      name,
    },
  };
}

function history(number, index, at) {
  const [from, to] = [NAMES[index % 4], NAMES[(index + 1) % 4]];
  const item =
    index % 3 === 2
      ? {
          field: 'Rank',
          fieldtype: 'custom',
          fieldId: 'customfield_10019',
          from: '',
          fromString: '',
          to: '',
          toString: 'Ranked higher',
        }
      : {
          field: 'status',
          fieldtype: 'jira',
          fieldId: 'status',
          from: from[0],
          fromString: from[1],
          to: to[0],
          toString: to[1],
        };
  return {
    id: String(number * 100 + index),
    author: user((number + index) % 12),
    created: iso(at),
    items: [item],
  };
}

function document(number) {
  const paragraph = (text) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const entry = (text) => ({ type: 'listItem', content: [paragraph(text)] });
  return {
    type: 'doc',
    version: 1,
    content: [
      paragraph(`Orders above 300 euro can be paid in ${2 + (number % 5)} monthly parts without interest.`),
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Acceptance criteria' }] },
      {
        type: 'bulletList',
        content: [
          entry('Given an order above 300 euro, when I check out, then parts are offered.'),
          entry('The plan is shown before I confirm.'),
        ],
      },
    ],
  };
}

function comment(number, author, at) {
  return {
    self: `https://acme.atlassian.net/rest/api/3/issue/${number}/comment/1`,
    id: String(number),
    author,
    body: document(number),
    updateAuthor: author,
    created: iso(at),
    updated: iso(at),
    jsdPublic: true,
  };
}

/** Custom fields that a grown site has and nobody fills. */
function emptyFields() {
  const fields = {};
  for (let id = 10021; id < 10180; id += 1) fields[`customfield_${id}`] = null;
  fields.customfield_10018 = {
    hasEpicLinkFieldDependency: false,
    showField: false,
    nonEditableReason: {
      reason: 'PLUGIN_LICENSE_ERROR',
      message: 'The Parent Link is only available to Jira Premium users.',
    },
  };
  return fields;
}
