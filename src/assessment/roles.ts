import type { RoleFacts, RoleHolder } from '../facts/facts.ts';
import type { PersonId, Role } from '../history/team-history.ts';
import type { RoleReport } from '../reports/report.ts';

/**
 * Who holds which accountability, always Product Owner then Scrum Master. People are given by name; the privacy
 * boundary replaces them before anything leaves.
 */
export function roleReports(roles: RoleFacts, nameOf: (person: PersonId) => string): RoleReport[] {
  const [owner, master] = [roles.productOwner, roles.scrumMaster];
  const both = owner.people.some((person) => master.people.includes(person));
  return [
    roleReport(owner, both ? ['scrum-master'] : [], nameOf),
    roleReport(master, both ? ['product-owner'] : [], nameOf),
  ];
}

function roleReport(holder: RoleHolder, sameAs: Role[], nameOf: (person: PersonId) => string): RoleReport {
  const known = holder.basis !== 'none' && holder.people.length > 0;
  return {
    role: holder.role,
    people: known ? holder.people.map(nameOf) : [],
    count: known ? holder.people.length : 0,
    basis: known ? holder.basis : 'none',
    confidence: known && holder.confidence !== null ? Math.round(holder.confidence * 100) / 100 : null,
    sameAs,
    reason: known ? null : (holder.unseen[0] ?? 'ROLE_NOT_INFERABLE'),
  };
}
