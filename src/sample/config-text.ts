import type { World } from './world.ts';

/** The team as an entry of `teams:` in `hatcheck.yaml`. */
export function configText(world: World): string {
  const { options, cast } = world;
  const file = options.project.toLowerCase();
  const lines = [`  - name: ${options.team}`, `    tracker: { kind: file, path: ./${file}.history.json }`];
  if (options.rolesDeclared)
    lines.push(
      `    roles: { product-owner: [${cast.productOwner.email}], scrum-master: [${cast.scrumMaster.email}] }`,
    );
  if (options.membersDeclared) lines.push(`    members: [${cast.team.map(({ email }) => email).join(', ')}]`);
  lines.push('    events:', `      - { calendar: ./${file}.ics, complete: true }`);
  lines.push('    states: { acceptance: [PO Review] }', '    labels: { improvement: [retro-action] }');
  return `${lines.join('\n')}\n`;
}
