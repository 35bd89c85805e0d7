package org.lumoauth.authn.federation.signin;

import org.lumoauth.api.authn.Session;

/**
 * Who adds an identity to their account, and where: nobody else, and no other session, ends what
 * was begun.
 *
 * @param userId the user
 * @param sessionId the session in which they began
 */
public record Owner(String userId, String sessionId) {

  static Owner of(Session session) {
    return new Owner(session.subject().id(), session.id());
  }

  /** Whether this is the session. */
  boolean is(Session session) {
    return equals(of(session));
  }
}
