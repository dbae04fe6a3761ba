import type { Context } from './context.ts';
import type { Update, UpdateFacts } from './facts.ts';
import { lazy } from './lazy.ts';

/**
 * Updates for people outside the team in every readable channel (card B10): releases with notes, written updates and
 * invitations to reviews that go to somebody outside. `KEPT_ELSEWHERE`: no channel ever held one.
 */
export function updateFacts(context: Context): UpdateFacts {
  const all = lazy(() => collect(context));
  return {
    get unseen() {
      const denied = context.unrecorded('updates').filter((code) => code === 'PERMISSION_DENIED');
      return all().length > 0 || denied.length > 0 ? denied : (['KEPT_ELSEWHERE'] as const);
    },
    get all() {
      return all();
    },
  };
}

function collect(context: Context): readonly Update[] {
  const { history } = context;
  const written = history.updates.map((update): Update => ({
    at: update.at,
    channel: update.channel,
    chars: textLength(update.text),
  }));
  const known = new Set(written.filter((update) => update.channel === 'release').map((update) => update.at));
  const releases = history.releases
    .filter((release) => release.notes !== null && release.notes.trim() !== '' && !known.has(release.at))
    .map((release): Update => ({ at: release.at, channel: 'release', chars: textLength(release.notes) }));
  return [...written, ...releases, ...invitations(context)].sort((a, b) => a.at - b.at);
}

function textLength(text: string | null): number {
  return text === null ? 0 : text.trim().length;
}

/** Reviews to which somebody outside the team is invited; a group address is nobody. */
function invitations(context: Context): readonly Update[] {
  const { roster } = context.facts;
  if (roster.unseen.length > 0) return [];
  const reviews = context.history.events.filter(
    (event) => event.kind === 'review' && !event.cancelled && event.source === 'calendar',
  );
  return reviews
    .filter((event) =>
      (event.attendees ?? []).some(
        (attendee) =>
          !attendee.group &&
          (attendee.person === null ? attendee.address !== null : roster.isOutsider(attendee.person)),
      ),
    )
    .map((event) => ({ at: event.start, channel: 'invitation', chars: null }));
}
