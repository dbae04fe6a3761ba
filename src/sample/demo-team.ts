import { sampleTeam, type SampleTeam } from './sample-team.ts';

/**
 * The team of `hatcheck demo`: it does many things well (Sprint Goals, reviews with stakeholders, estimates by the
 * Developers, steady throughput, releases every Sprint) and has a handful of problems to talk about: one person is
 * Product Owner and Scrum Master, running Sprints fill up, the last two Retrospectives were dropped, many items near
 * the top have no acceptance criteria, finished work waits for acceptance, more is begun than can be finished, and some
 * of it grows old.
 */
export function demoTeam(): SampleTeam {
  return sampleTeam({
    seed: 2026,
    oneForBothRoles: true,
    addedPerSprint: 4.2,
    planned: 11,
    lastWithoutRetrospective: 2,
    criteria: 0.5,
    stuck: 0.05,
    stuckHalfDays: 60,
    swarm: false,
    acceptanceHalfDays: 4,
    wipLimit: 7,
  });
}
