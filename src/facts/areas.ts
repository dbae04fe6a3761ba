import type { Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { AreaFacts } from './facts.ts';
import { lazy } from './lazy.ts';
import { nameMemo, plainName, wholeWords } from './names.ts';

/** Labels that say by their prefix that they name a part of the product: `area: billing`, `comp/api`, `Modul-Kasse`. */
const AREA_PREFIX =
  /^(?:area|component|comp|module|mod|package|pkg|service|domain|feature area|subsystem|scope|bereich|komponente|modul|composant|módulo|modulo|componente|onderdeel|moduł|模块)\s*[:/\\|=_-]+\s*\S/iu;
/** Labels that name a part of a product by themselves. */
const AREA_NAME = wholeWords(
  'frontend|front end|backend|back end|api|ui|ux|mobile|ios|android|web|desktop|database|db|infra|infrastructure|platform|billing|payments?|checkout|search|auth|authentication|reporting|import|export',
);
/** A basis that fewer PBIs carry than this is used only where no other one is. */
const COMMON_SHARE = 0.2;

/**
 * Areas of the product: components, else area-like labels, else parents; one basis for the whole team, so that areas
 * are comparable. The first that a fifth of the PBIs carry is taken, else the first that any carries.
 */
export function areaFacts(context: Context): AreaFacts {
  const bases = [
    (item: Item) => item.areas,
    labelReader(),
    (item: Item) => (item.parent === null ? [] : [item.parent]),
  ];
  const basis = lazy(() => {
    const { pbis } = context.facts.items;
    const carried = bases.map((areasOf) => pbis.filter((item) => areasOf(item).length > 0).length);
    const common = carried.findIndex((count) => count > 0 && count >= COMMON_SHARE * pbis.length);
    const any = carried.findIndex((count) => count > 0);
    return common >= 0 ? bases[common] : bases[any];
  });
  return {
    get unseen() {
      const unrecorded = context.unrecorded('areas');
      return unrecorded.length > 0 || basis() !== undefined ? unrecorded : (['NO_AREAS'] as const);
    },
    areasOf: (item) => basis()?.(item) ?? [],
  };
}

function labelReader(): (item: Item) => readonly string[] {
  const isArea = nameMemo((label) => AREA_PREFIX.test(label) || AREA_NAME.test(plainName(label)));
  return (item) => item.labels.filter(isArea);
}
