import type { Line } from './markup.ts';
import { isPlaceholder } from './placeholders.ts';
import { words } from './words.ts';

const SECTION =
  /^(?:why|value|business value|benefits?|impact|user impact|business impact|problem|problem statement|the problem|motivation|rationale|reason|purpose|goal|objective|background|context|outcome|expected (?:benefit|value|outcome)|opportunity|hypothesis|severity|use case|pain points?|cost of delay|risks?|nutzen|mehrwert|warum|ziel|problem|hintergrund|motivation|auswirkung|pourquoi|b[ée]n[ée]fice|valeur|objectif|contexte|probl[èe]me|por qu[ée]|valor|beneficio|objetivo|contexto|benef[íi]cio|waarom|waarde|doel|perch[ée]|valore|obiettivo|dlaczego|warto[śs][ćc]|cel)\b[^\n]{0,30}$/iu;

const INLINE =
  /^(?:why|value|business value|benefits?|impact|problem|motivation|rationale|reason|purpose|goal|nutzen|warum|ziel|pourquoi|valeur|waarom|perch[ée]|dlaczego)\s*[:：–—-]\s*(\S.{5,})$/iu;

const CLAUSE =
  /\b(?:so that|in order to|in order that|so (?:users?|customers?|people|they|we|i|you) (?:can|could|will|do|don['’]t|are|know)|because|which (?:leads|causes|means|results|costs|prevents|allows|enables|helps)|(?:this|it) (?:will )?(?:allows?|enables?|helps?|saves?|reduces?|prevents?|lets|costs?|causes?|blocks?|makes? it)|otherwise|to (?:avoid|reduce|prevent|save|increase|improve|ensure|make sure|comply with|support|enable|allow|help)\b|(?:is|are|was|were|gets?) (?:too |so |very |hardly |often )?(?:hard|difficult|slow|impossible|confusing|unclear|error-prone|tedious|expensive|risky|annoying|painful|fragile|outdated)\b|users? (?:complain|cannot|can['’]t|are confused|struggle|get lost|ask|expect|lose|leave)|customers? (?:complain|cannot|can['’]t|are confused|struggle|ask|expect|lose|leave|reported|call)|(?:loses?|losing|lost|wast(?:e|es|ing)|sav(?:e|es|ing)) (?:us |them |money|time|sales|orders|customers|data|hours|about|up to|\d))/i;

const METRIC =
  /\b(?:conversion|churn|retention|revenue|support (?:calls|tickets|requests)|tickets per|error rate|bounce rate|drop-?off|nps|csat|adoption|kpi|okr|sla|time to \w+|\d+ ?% of (?:users|customers|orders|requests|calls))\b/i;

/** Where a description says what the item is good for, in a few of its words; null when nowhere. */
export function benefitIn(lines: readonly Line[]): string | null {
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line;
    if (line.kind === 'code') continue;
    const inline = INLINE.exec(line.text.slice(0, 600));
    if (inline && !isPlaceholder(inline[1] as string)) return inline[1] as string;
    if (line.kind === 'heading' && SECTION.test(line.text)) {
      const next = lines[index + 1];
      if (next && next.kind !== 'heading' && !isPlaceholder(next.text) && words(next.text).length >= 4)
        return next.text;
    }
  }
  for (const line of lines) {
    if (line.kind === 'code' || line.kind === 'heading') continue;
    if (CLAUSE.test(line.text.slice(0, 2_000))) return line.text;
    if (METRIC.test(line.text.slice(0, 2_000)) && words(line.text).length >= 5) return line.text;
  }
  return null;
}
