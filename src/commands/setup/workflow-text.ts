import { VERSION } from '../../version.ts';

/** Commits of the actions that the workflow uses, as their repositories tag them. */
const CHECKOUT = 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2';
const SETUP_NODE = 'actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0';
const UPLOAD = 'actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2';
const DOWNLOAD = 'actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0';

/**
 * The weekly workflow for GitHub Actions, with the secrets that the tracker needs: a report and an issue every Monday. What
 * outlives a run (figures of earlier runs, snapshots; no tracker data) lies in an artifact, never in the cache, which pull
 * requests of forks can read.
 */
export function workflowText(secrets: readonly string[]): string {
  const own = secrets.filter((name) => name !== 'GITHUB_TOKEN');
  return [
    'name: Scrum report',
    'on:',
    '  schedule:',
    '    # Off the hour, because on the hour GitHub starts scheduled runs late.',
    "    - cron: '17 5 * * 1'",
    '  workflow_dispatch:',
    'permissions:',
    '  contents: read',
    'concurrency:',
    '  group: hatcheck',
    '  cancel-in-progress: false',
    'jobs:',
    '  report:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 30',
    '    permissions:',
    '      contents: read',
    '      issues: write # the issue of the week',
    '      actions: read # finds what the last run left',
    '    env:',
    '      HATCHECK_INPUT_PUBLISH: issue',
    '      HATCHECK_INPUT_STATE: artifact',
    '    steps:',
    `      - uses: ${CHECKOUT}`,
    '        with:',
    '          persist-credentials: false',
    `      - uses: ${SETUP_NODE}`,
    '        with:',
    "          node-version: '22'",
    '      - name: Find what the last run left',
    '        id: state',
    `        run: npx --yes hatcheck@${VERSION} action find-state`,
    '        env:',
    '          GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}',
    "      - if: ${{ steps.state.outputs.run-id != '' }}",
    `        uses: ${DOWNLOAD}`,
    '        with:',
    '          name: hatcheck-state',
    '          path: ${{ runner.temp }}/hatcheck-state',
    '          run-id: ${{ steps.state.outputs.run-id }}',
    '          github-token: ${{ github.token }}',
    `      - run: npx --yes hatcheck@${VERSION} action`,
    '        env:',
    '          GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}',
    ...own.map((name) => `          ${name}: \${{ secrets.${name} }}`),
    '      - if: ${{ always() }}',
    `        uses: ${UPLOAD}`,
    '        with:',
    '          name: hatcheck-state',
    '          path: ${{ runner.temp }}/hatcheck-state',
    '          if-no-files-found: ignore',
    '      - if: ${{ always() }}',
    `        uses: ${UPLOAD}`,
    '        with:',
    '          name: hatcheck-report',
    '          path: hatcheck-report',
    '          if-no-files-found: ignore',
    '',
  ].join('\n');
}
