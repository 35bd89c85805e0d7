package org.lumoauth.authn.federation.signin;

import org.lumoauth.api.authn.Session;

/**
 * Who adds an identity to their account, and where: nobody else, and no other session, ends what
 * was begun.
 *
 * @param userId the user
 * @param sessionId the session in which they began
 */
public record LinkingSession(String userId, String sessionId) {

  static LinkingSession of(Session session) {
    return new LinkingSession(session.subject().id(), session.id());
  }

  /** Whether this is the session. */
  boolean isSameSession(Session session) {
    return equals(of(session));
  }
}
