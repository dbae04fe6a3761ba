import type { Person } from '../history/team-history.ts';
import type { SampleOptions } from './options.ts';

/** Everybody who appears in the sample team's history. All of them are made up. */
export interface Cast {
  readonly productOwner: Person;
  readonly scrumMaster: Person;
  readonly developers: readonly Person[];
  /** Colleagues and customers outside the Scrum Team. */
  readonly stakeholders: readonly Person[];
  /** The tracker's automation. */
  readonly bot: Person;
  readonly everybody: readonly Person[];
  /** Product Owner, Scrum Master and Developers, each once. */
  readonly team: readonly Person[];
}

const PRODUCT_OWNER = 'Ana Souza';
const SCRUM_MASTER = 'Ben Okafor';
const DEVELOPERS = [
  'Mei Lin Chen',
  'Tomasz Wójcik',
  'Priya Raman',
  'Lukas Brandt',
  'Fatima El Amrani',
  'Jonas Lindqvist',
  'Sofia Rossi',
  'Kwame Mensah',
  'Yuki Tanaka',
  'Diego Herrera',
  'Noor Haddad',
  'Elif Yıldız',
  'Pavel Novák',
  'Aoife Byrne',
  'Ravi Iyer',
  'Hana Kim',
  'Oleksandr Bondar',
  'Marit Solberg',
];
const STAKEHOLDERS = [
  'Claire Dubois',
  'Martin Keller',
  'Aisha Bello',
  'Giorgos Papadopoulos',
  'Ingrid Haugen',
];
const BOT = 'Automation for Jira';

/** The people of one team: as many Developers as asked for. */
export function castOf(options: SampleOptions): Cast {
  const prefix = options.project.toLowerCase();
  const productOwner = person(`${prefix}-p01`, PRODUCT_OWNER, 'freshcart.example');
  const scrumMaster = options.oneForBothRoles
    ? productOwner
    : person(`${prefix}-p02`, SCRUM_MASTER, 'freshcart.example');
  const developers = Array.from({ length: options.developers }, (_, index) =>
    person(`${prefix}-d${pad(index + 1)}`, developerName(index), 'freshcart.example'),
  );
  const stakeholders = STAKEHOLDERS.map((name, index) =>
    person(`${prefix}-s${pad(index + 1)}`, name, index < 3 ? 'freshcart.example' : 'northdepots.example'),
  );
  const bot: Person = { ...person(`${prefix}-b01`, BOT, ''), email: null, bot: true };
  const team = [...new Set([productOwner, scrumMaster, ...developers])];
  return {
    productOwner,
    scrumMaster,
    developers,
    stakeholders,
    bot,
    team,
    everybody: [...team, ...stakeholders, bot],
  };
}

function developerName(index: number): string {
  const name = DEVELOPERS[index % DEVELOPERS.length] as string;
  const round = Math.floor(index / DEVELOPERS.length);
  return round === 0 ? name : `${name} ${'I'.repeat(round + 1)}`;
}

function person(id: string, name: string, domain: string): Person {
  const login = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(/ /g, '.');
  return {
    id,
    name,
    email: `${login}@${domain}`,
    handles: [login],
    bot: false,
    active: true,
  };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
