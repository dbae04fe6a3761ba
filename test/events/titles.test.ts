import { describe, expect, it } from 'vitest';
import type { EventKind } from '../../src/history/team-history.ts';
import { isCancelledTitle, kindsInTitle } from '../../src/events/titles.ts';

const NAMES: Record<EventKind, string[]> = {
  planning: [
    'Sprint Planning',
    'Sprint 14 Planning',
    'Iteration planning',
    'Cycle planning',
    'sprint-planning',
    'Planning',
    'Planning 1',
    'Sprintplanung',
    'Sprint-Planung',
    'Iterationsplanung',
    'Planification de sprint',
    'Planification du sprint',
    'Planificación del sprint',
    'Planeación de sprint',
    'Planejamento da Sprint',
    'Planeamento do sprint',
    'Sprintplanning',
    'Pianificazione dello sprint',
    'Planowanie sprintu',
    'Team Blue – Sprint Planning',
  ],
  daily: [
    'Daily',
    'Daily Scrum',
    'Stand-up',
    'Standup',
    'Daily Stand-Up Checkout',
    'Scrum',
    'Mêlée quotidienne',
    'Réunion quotidienne',
    'Reunión diaria',
    'Scrum diario',
    'Reunião diária',
    'Dagelijkse stand-up',
    'Dagstart',
    'Riunione giornaliera',
    'Codzienny scrum',
  ],
  review: [
    'Sprint Review',
    'Sprint 7 Review',
    'Review & Demo',
    'Demo',
    'Show & Tell',
    'Show and tell',
    'System Demo',
    'Sprint-Review',
    'Sprintreview',
    'Revue de sprint',
    'Démo du sprint',
    'Revisión del sprint',
    'Revisão da sprint',
    'Revisione dello sprint',
    'Przegląd sprintu',
    'Review',
  ],
  retrospective: [
    'Retro',
    'Sprint Retrospective',
    'Retrospektive',
    'Sprint-Rückblick',
    'Lessons learned',
    'Rétrospective',
    'Retrospectiva',
    'Terugblik',
    'Retrospettiva',
    'Retrospektywa',
    'Team Phoenix Retro',
  ],
  refinement: [
    'Backlog Refinement',
    'Refinement',
    'Grooming',
    'Backlog grooming',
    'Backlog-Pflege',
    'Affinage du backlog',
    'Refinamiento',
    'Refinamento',
    'Backlog Verfijning',
    'Raffinamento del backlog',
    'Pielęgnacja backlogu',
    'Planning Poker',
    'Backlog',
  ],
};

describe('names of Scrum events in eight languages', () => {
  for (const [kind, titles] of Object.entries(NAMES)) {
    it.each(titles)(`${kind}: %s`, (title) => expect(kindsInTitle(title)).toEqual([kind]));
  }
});

it.each([
  'Scrum of Scrums',
  'Design review',
  'Code Review',
  'Performance review',
  'Release planning',
  'Retro games night',
  'Daily report',
  'Sales demo',
  'Interview',
  'Lunch',
  'Busy',
  'Private',
  '',
  'Scrum Master training',
  'PI planning',
  'Roadmap planning with ACME',
  'Dog grooming',
  'Prepare sprint review',
  'Urlaub',
  'Retrofit kitchen',
])('is no event of the team: %s', (title) => expect(kindsInTitle(title)).toEqual([]));

it('finds every event of a combined meeting, in order', () => {
  expect(kindsInTitle('Sprint Review + Retro')).toEqual(['review', 'retrospective']);
  expect(kindsInTitle('Review / Retro / Planning')).toEqual(['review', 'retrospective', 'planning']);
});

it('takes configured titles first, as text or as an expression', () => {
  expect(kindsInTitle('Freitagsrunde', { retrospective: ['freitagsrunde'] })).toEqual(['retrospective']);
  expect(kindsInTitle('Weekly XY 12', { planning: ['/^weekly xy \\d+$/'] })).toEqual(['planning']);
  expect(kindsInTitle('Freitagsrunde')).toEqual([]);
});

it('sees the mark of a cancelled meeting', () => {
  for (const title of ['Canceled: Retro', 'Cancelled: Retro', 'Abgesagt: Retro', 'Annulé : Rétro'])
    expect(isCancelledTitle(title)).toBe(true);
  expect(isCancelledTitle('Retro')).toBe(false);
  expect(kindsInTitle('Canceled: Retro')).toEqual(['retrospective']);
});
