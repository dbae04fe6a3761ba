import { DEVELOPERS } from './developers.ts';
import { EVENTS } from './events.ts';
import { FLOW } from './flow.ts';
import { ITEM_QUALITY } from './item-quality.ts';
import { PRODUCT_BACKLOG } from './product-backlog.ts';
import { PRODUCT_OWNER } from './product-owner.ts';
import { ROLE_CLARITY } from './role-clarity.ts';
import { SCRUM_MASTER } from './scrum-master.ts';
import { SPRINT_PLANNING } from './sprint-planning.ts';
import type { Variation } from './variation.ts';

/** For every rule of the catalogue the problem it looks for, as a switch of the sample team. */
export const PROBLEMS: Readonly<Record<string, Variation>> = {
  ...ROLE_CLARITY,
  ...PRODUCT_OWNER,
  ...SCRUM_MASTER,
  ...DEVELOPERS,
  ...SPRINT_PLANNING,
  ...EVENTS,
  ...PRODUCT_BACKLOG,
  ...ITEM_QUALITY,
  ...FLOW,
};
