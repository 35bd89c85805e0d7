package org.lumoauth.authn.federation.signin;

import org.lumoauth.api.authn.Session;

/**
 * The user and session that started a link request. Only this session can complete it.
 *
 * @param userId the user
 * @param sessionId the session
 */
public record LinkingSession(String userId, String sessionId) {

  public static LinkingSession of(Session session) {
    return new LinkingSession(session.subject().id(), session.id());
  }

  /** Returns whether this is the same session. */
  public boolean isSameSession(Session session) {
    return equals(of(session));
  }
}
