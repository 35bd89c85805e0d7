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
final class SessionRowMapper {

  /** How late the last use of a session may be written: twice what memory keeps it for. */
  static final Duration WRITTEN_LATE = Duration.ofMinutes(2);

  private SessionRowMapper() {}

  static void write(SessionRow row, StoredSession stored) {
    var session = stored.session();
    row.secretHash(stored.secretHash());
    row.authenticatedAt(SessionInstantColumns.of(session.authenticatedAt()));
    row.amr(amr(session));
    row.acr(session.acr());
    row.lastSeenAt(SessionInstantColumns.of(session.lastSeenAt()));
    row.idleMicros(SessionInstantColumns.of(stored.idle()));
    row.expiresAt(SessionInstantColumns.of(session.expiresAt()));
    row.lapsesAt(SessionInstantColumns.of(lapse(stored)));
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

  static StoredSession toStored(SessionRow row) {
    var session =
        new Session(
            row.id(),
            new SubjectRef(row.subjectType(), row.subjectId()),
            SessionInstantColumns.instant(row.authenticatedAt()),
            row.amr().isEmpty() ? Set.of() : Set.of(row.amr().split(" ")),
            row.acr(),
            SessionInstantColumns.instant(row.createdAt()),
            SessionInstantColumns.instant(row.lastSeenAt()),
            SessionInstantColumns.instant(row.expiresAt()),
            row.remembered(),
            row.remoteAddress(),
            Optional.ofNullable(row.userAgent()));
    return new StoredSession(
        session,
        row.secretHash(),
        SessionInstantColumns.duration(row.idleMicros()),
        SessionInstantColumns.instant(row.endedAt()),
        SessionInstantColumns.instant(row.keptUntil()));
  }
}
