package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authn.Session;

/**
 * A session as it is kept.
 *
 * @param session what others see of it; {@code expiresAt} is when it ends at the latest
 * @param secretHash the keyed hash of its cookie's secret, in hexadecimal
 * @param idle how long it may go unused
 * @param endedAt when somebody ended it
 * @param keptUntil until when a change of the password spares it
 */
public record StoredSession(
    Session session,
    String secretHash,
    Duration idle,
    Optional<Instant> endedAt,
    Optional<Instant> keptUntil) {

  /** When it ends if it is not used any more. */
  Instant end() {
    var idleEnd = session.lastSeenAt().plus(idle);
    return idleEnd.isBefore(session.expiresAt()) ? idleEnd : session.expiresAt();
  }

  /** Whether somebody may act in it. */
  public boolean isActive(Instant now) {
    return endedAt.isEmpty() && now.isBefore(end());
  }

  /** What others see of it, with the end that it has if it is not used any more. */
  public Session toSession() {
    return new Session(
        session.id(),
        session.subject(),
        session.authenticatedAt(),
        session.amr(),
        session.acr(),
        session.createdAt(),
        session.lastSeenAt(),
        end(),
        session.remembered(),
        session.remoteAddress(),
        session.userAgent());
  }

  /** The same, used now. */
  StoredSession withLastSeen(Instant now) {
    return new StoredSession(
        new Session(
            session.id(),
            session.subject(),
            session.authenticatedAt(),
            session.amr(),
            session.acr(),
            session.createdAt(),
            now,
            session.expiresAt(),
            session.remembered(),
            session.remoteAddress(),
            session.userAgent()),
        secretHash,
        idle,
        endedAt,
        keptUntil);
  }

  @Override
  public String toString() {
    return "StoredSession[" + session.id() + "]";
  }
}
