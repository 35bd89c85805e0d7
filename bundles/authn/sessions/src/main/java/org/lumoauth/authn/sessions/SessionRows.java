package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authn.sessions.entity.SessionRow;

/** Sessions as rows of their table, and back. */
final class SessionRows {

  /** How late the last use of a session may be written: twice what memory keeps it for. */
  static final Duration WRITTEN_LATE = Duration.ofMinutes(2);

  private SessionRows() {}

  static void write(SessionRow row, StoredSession stored) {
    var session = stored.session();
    row.secretHash(stored.secretHash());
    row.authenticatedAt(Micros.of(session.authenticatedAt()));
    row.amr(amr(session));
    row.acr(session.acr());
    row.lastSeenAt(Micros.of(session.lastSeenAt()));
    row.idleMicros(Micros.of(stored.idle()));
    row.expiresAt(Micros.of(session.expiresAt()));
    row.lapsesAt(Micros.of(lapse(stored)));
    row.remembered(session.remembered());
    row.remoteAddress(session.remoteAddress());
    row.userAgent(session.userAgent().orElse(null));
  }

  /** The methods as they are kept. */
  static String amr(Session session) {
    return String.join(" ", new TreeSet<>(session.amr()));
  }

  /** When it holds no more if nobody uses it; the last use may be written late. */
  static Instant lapse(StoredSession stored) {
    Instant idle = stored.session().lastSeenAt().plus(stored.idle()).plus(WRITTEN_LATE);
    return idle.isBefore(stored.session().expiresAt()) ? idle : stored.session().expiresAt();
  }

  static StoredSession stored(SessionRow row) {
    var session =
        new Session(
            row.id(),
            new SubjectRef(row.subjectType(), row.subjectId()),
            Micros.instant(row.authenticatedAt()),
            row.amr().isEmpty() ? Set.of() : Set.of(row.amr().split(" ")),
            row.acr(),
            Micros.instant(row.createdAt()),
            Micros.instant(row.lastSeenAt()),
            Micros.instant(row.expiresAt()),
            row.remembered(),
            row.remoteAddress(),
            Optional.ofNullable(row.userAgent()));
    return new StoredSession(
        session,
        row.secretHash(),
        Micros.duration(row.idleMicros()),
        Micros.instant(row.endedAt()),
        Micros.instant(row.keptUntil()));
  }
}
