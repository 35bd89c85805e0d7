/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Manages browser sessions. A session is revoked immediately when its user is disabled or changes
 * the password, or by a call of this service. Then the event {@code session.ended} with its id is
 * published, tokens that name it are revoked, and listeners notify relying parties.
 */
@ProviderType
public interface SessionService {

  /**
   * A session to begin.
   *
   * @param subject the user who signed in
   * @param amr the authentication methods
   * @param acr the authentication context class reached
   * @param remembered whether the session persists after the browser is closed
   */
  record NewSession(SubjectRef subject, Set<String> amr, String acr, boolean remembered) {}

  /**
   * A session that has begun.
   *
   * @param session the session
   * @param setCookie the value of the {@code Set-Cookie} header for the browser
   */
  record StartedSession(Session session, String setCookie) {
    @Override
    public String toString() {
      return "Begun[" + session.id() + "]";
    }
  }

  /** Returns the session of the request's cookie if it is valid now and its user is enabled. */
  Optional<Session> findCurrent(TenantContext tenant, HttpRequestView request);

  /**
   * Begins a session under a new secret identifier, independent of the request's cookie (session
   * fixation). If the cookie names a session of another user, that session is revoked. A session of
   * the same user continues under its id, so that authenticating again does not sign the user out;
   * the old cookie becomes invalid. Returns when this is durable.
   */
  StartedSession begin(TenantContext tenant, NewSession session, HttpRequestView request);

  /**
   * Begins a session and records an additional event about the authentication. The event is written
   * directly after the session's own; the method waits for both together.
   *
   * @param proof creates the event for the session that has begun
   */
  StartedSession begin(
      TenantContext tenant,
      NewSession session,
      HttpRequestView request,
      Function<Session, AuditEvent> proof);

  /** Returns the session with this id if it is valid now. */
  Optional<Session> find(TenantContext tenant, String sessionId);

  /** Returns the subject's valid sessions, the newest first. */
  List<Session> list(TenantContext tenant, SubjectRef subject);

  /**
   * Revokes a session; does nothing if it has already expired or been revoked. Returns when this is
   * durable.
   */
  void end(TenantContext tenant, String sessionId);

  /**
   * Revokes a session, with the initiator for the audit record.
   *
   * @return whether the session existed and had not been revoked
   */
  boolean end(TenantContext tenant, String sessionId, AuditInitiator by);

  /** Revokes all sessions of a subject except one. Returns the number of revoked sessions. */
  int endAll(TenantContext tenant, SubjectRef subject, Optional<String> butSessionId);

  /**
   * Revokes all sessions of a subject except one, with the initiator for the audit record of each.
   */
  int endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> butSessionId, AuditInitiator by);

  /**
   * Exempts a session from revocation by its user's password change, if that follows within a
   * minute. The change revokes all other sessions of the user.
   */
  void preserveDuringPasswordChange(TenantContext tenant, String sessionId);

  /** Returns the value of the {@code Set-Cookie} header that deletes the cookie. */
  String clearCookie(TenantContext tenant);

  /**
   * Creates a token for a form of this session, against cross-site request forgery.
   *
   * @param purpose the purpose of the form, such as {@code consent}
   */
  String createFormToken(TenantContext tenant, Session session, String purpose);

  /**
   * Returns whether a form's token belongs to this session and purpose, compared in constant time.
   */
  boolean isFormTokenValid(TenantContext tenant, Session session, String purpose, String token);
}
