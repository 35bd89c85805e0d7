/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authn.Session;

/**
 * A stored session.
 *
 * @param session the public part; {@code expiresAt} is when it expires even if it is used
 * @param secretHash the keyed hash of its cookie's secret, in hexadecimal
 * @param idle the idle timeout
 * @param endedAt when it was revoked
 * @param keptUntil the time until which a password change does not revoke it
 */
public record StoredSession(
    Session session,
    String secretHash,
    Duration idle,
    Optional<Instant> endedAt,
    Optional<Instant> keptUntil) {

  /** Returns when it expires without further use. */
  Instant end() {
    var idleEnd = session.lastSeenAt().plus(idle);
    return idleEnd.isBefore(session.expiresAt()) ? idleEnd : session.expiresAt();
  }

  /** Returns whether it is active. */
  public boolean isActive(Instant now) {
    return endedAt.isEmpty() && now.isBefore(end());
  }

  /** Returns the public part, with the expiry that applies without further use. */
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

  /** Returns a copy that was used now. */
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
