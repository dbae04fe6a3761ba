import { inCatalogueOrder } from '../history/reasons.ts';
import type { Context } from './context.ts';
import type { Slice } from './facts.ts';

/** Whether a wiki is connected, whatever it holds. */
export function wikiFacts(context: Context): Slice {
  const denied = context.unrecorded('wiki').filter((code) => code === 'PERMISSION_DENIED');
  const connected = context.history.eventSources.some((source) => source.kind === 'wiki');
  return { unseen: connected ? denied : inCatalogueOrder([...denied, 'NO_WIKI']) };
}
