import { UNRECORDED as GITHUB_JSON_MISSES } from './file/github-json.ts';
import { UNRECORDED as JIRA_CSV_MISSES } from './file/jira-csv-history.ts';
import { UNRECORDED as LINEAR_CSV_MISSES } from './file/linear-csv.ts';
import { GITHUB_ITERATION_RECORDS, GITHUB_MILESTONE_RECORDS } from './github/records.ts';
import { JIRA_RECORDS } from './jira/records.ts';
import { LINEAR_RECORDS } from './linear/records.ts';
import { exportRecords, no, partly, type Records } from './records.ts';

export interface Declaration {
  readonly title: string;
  /** How its sprints are called there. */
  readonly sprints: string;
  readonly live: boolean;
  readonly records: Records;
}

const LINEAR_CSV: Partial<Records> = {
  order: partly('by priority; the manual order is not in the export'),
  estimates: partly('where they are in the export', 'NO_ESTIMATES'),
  roadmap: partly('projects'),
  roster: no('who belongs to the team is declared'),
  events: no('not in the export'),
};

const GITHUB_JSON: Partial<Records> = {
  order: partly('by priority, where labels say it', 'NO_ORDER'),
  pullRequests: partly('where they are in the files', 'NO_PR_LINK'),
  sprintGoals: partly('in descriptions of milestones that are sprints', 'NO_GOAL_FIELD'),
  customerSignals: partly('reactions, where they are in the files', 'KEPT_ELSEWHERE'),
  events: no('not in the export'),
};

/** What every source of a team's work declares that it can record. A saved history records what its own source did. */
export const DECLARATIONS: readonly Declaration[] = [
  { title: 'Jira', sprints: 'sprints', live: true, records: JIRA_RECORDS },
  { title: 'Linear', sprints: 'cycles', live: true, records: LINEAR_RECORDS },
  { title: 'GitHub, milestones', sprints: 'milestones', live: true, records: GITHUB_MILESTONE_RECORDS },
  { title: 'GitHub, iterations', sprints: 'iterations', live: true, records: GITHUB_ITERATION_RECORDS },
  {
    title: 'Jira CSV',
    sprints: 'names of sprints',
    live: false,
    records: exportRecords(JIRA_RECORDS, JIRA_CSV_MISSES, { roles: no('not in the export') }),
  },
  {
    title: 'Linear CSV',
    sprints: 'cycles',
    live: false,
    records: exportRecords(LINEAR_RECORDS, LINEAR_CSV_MISSES, LINEAR_CSV),
  },
  {
    title: 'GitHub JSON',
    sprints: 'milestones',
    live: false,
    records: exportRecords(GITHUB_MILESTONE_RECORDS, GITHUB_JSON_MISSES, GITHUB_JSON),
  },
];
