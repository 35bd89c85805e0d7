/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import org.lumoauth.api.authn.Session;

/**
 * The user and session that started a link request. Only this session can complete it.
 *
 * @param userId the user
 * @param sessionId the session
 */
public record IdentityLinkSession(String userId, String sessionId) {

  public static IdentityLinkSession of(Session session) {
    return new IdentityLinkSession(session.subject().id(), session.id());
  }

  /** Returns whether this is the same session. */
  public boolean isSameSession(Session session) {
    return equals(of(session));
  }
}
