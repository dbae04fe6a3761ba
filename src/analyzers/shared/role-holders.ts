import type { RoleHolder } from '../../facts/facts.ts';
import { inCatalogueOrder, type ReasonCode } from '../../history/reasons.ts';

/** Why a rule cannot use the role; empty when somebody holds it. */
export function unknownHolder(holder: RoleHolder): readonly ReasonCode[] {
  if (holder.people.length > 0) return [];
  return inCatalogueOrder(['ROLE_NOT_INFERABLE', ...holder.unseen]);
}

/** Least confidence of the roles used; 1 where none is held. */
export function roleConfidence(...holders: readonly RoleHolder[]): number {
  return Math.min(1, ...holders.map((holder) => holder.confidence ?? 1));
}

/** Whether the team or its tracker says who holds the role. */
export function isDeclared(holder: RoleHolder): boolean {
  return holder.people.length > 0 && holder.basis !== 'inferred';
}
