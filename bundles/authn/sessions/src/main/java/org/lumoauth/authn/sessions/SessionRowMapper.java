/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authn.sessions.entity.SessionRow;

/** Maps sessions to rows of their table, and back. */
final class SessionRowMapper {

  /** The maximum delay of writing the last use of a session: twice the interval in memory. */
  static final Duration WRITTEN_LATE = Duration.ofMinutes(2);

  private SessionRowMapper() {}

  static void write(SessionRow row, StoredSession stored) {
    var session = stored.session();
    row.secretHash(stored.secretHash());
    row.authenticatedAt(SessionEpochMicrosConverter.of(session.authenticatedAt()));
    row.amr(amr(session));
    row.acr(session.acr());
    row.lastSeenAt(SessionEpochMicrosConverter.of(session.lastSeenAt()));
    row.idleMicros(SessionEpochMicrosConverter.of(stored.idle()));
    row.expiresAt(SessionEpochMicrosConverter.of(session.expiresAt()));
    row.lapsesAt(SessionEpochMicrosConverter.of(lapse(stored)));
    row.remembered(session.remembered());
    row.remoteAddress(session.remoteAddress());
    row.userAgent(session.userAgent().orElse(null));
  }

  /** Returns the methods as stored. */
  static String amr(Session session) {
    return String.join(" ", new TreeSet<>(session.amr()));
  }

  /**
   * Returns when the session lapses without further use; the last use may be written with a delay.
   */
  static Instant lapse(StoredSession stored) {
    Instant idle = stored.session().lastSeenAt().plus(stored.idle()).plus(WRITTEN_LATE);
    return idle.isBefore(stored.session().expiresAt()) ? idle : stored.session().expiresAt();
  }

  static StoredSession toStored(SessionRow row) {
    var session =
        new Session(
            row.id(),
            new SubjectRef(row.subjectType(), row.subjectId()),
            SessionEpochMicrosConverter.instant(row.authenticatedAt()),
            row.amr().isEmpty() ? Set.of() : Set.of(row.amr().split(" ")),
            row.acr(),
            SessionEpochMicrosConverter.instant(row.createdAt()),
            SessionEpochMicrosConverter.instant(row.lastSeenAt()),
            SessionEpochMicrosConverter.instant(row.expiresAt()),
            row.remembered(),
            row.remoteAddress(),
            Optional.ofNullable(row.userAgent()));
    return new StoredSession(
        session,
        row.secretHash(),
        SessionEpochMicrosConverter.duration(row.idleMicros()),
        SessionEpochMicrosConverter.instant(row.endedAt()),
        SessionEpochMicrosConverter.instant(row.keptUntil()));
  }
}
