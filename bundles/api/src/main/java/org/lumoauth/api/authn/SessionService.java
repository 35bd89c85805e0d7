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
 * Browser sessions. A session ends at once when its user is disabled, changes their password, or
 * somebody ends it; the event {@code session.ended} with its id is published, tokens that name it
 * are ended, and relying parties are told by whoever listens.
 */
@ProviderType
public interface SessionService {

  /**
   * A session to begin.
   *
   * @param subject who signed in
   * @param amr how
   * @param acr what that reached
   * @param remembered whether it is to outlive the browser
   */
  record NewSession(SubjectRef subject, Set<String> amr, String acr, boolean remembered) {}

  /**
   * A session that has begun.
   *
   * @param session the session
   * @param setCookie the value of the {@code Set-Cookie} header that gives it to the browser
   */
  record StartedSession(Session session, String setCookie) {
    @Override
    public String toString() {
      return "Begun[" + session.id() + "]";
    }
  }

  /** The session of the request's cookie, if it holds now and its user is enabled. */
  Optional<Session> findCurrent(TenantContext tenant, HttpRequestView request);

  /**
   * Begins a session under a new secret identifier, whatever cookie the request has (session
   * fixation). A session of somebody else that the request's cookie names ends; one of the same
   * user goes on under its id, so that nobody is signed out by proving again who they are, and the
   * old cookie holds no more. Returns when that is durable.
   */
  StartedSession begin(TenantContext tenant, NewSession session, HttpRequestView request);

  /**
   * The same, with a record of what made the session. It is written right behind the session's own,
   * and both are waited for at once.
   *
   * @param proof what to record of the session that has begun
   */
  StartedSession begin(
      TenantContext tenant,
      NewSession session,
      HttpRequestView request,
      Function<Session, AuditEvent> proof);

  /** The session with this id, if it holds now. */
  Optional<Session> find(TenantContext tenant, String sessionId);

  /** The subject's sessions that hold now, the newest first. */
  List<Session> list(TenantContext tenant, SubjectRef subject);

  /** Ends a session; nothing happens if it has ended. Returns when that is durable. */
  void end(TenantContext tenant, String sessionId);

  /**
   * The same, with who asked for it, for the audit record.
   *
   * @return whether there was one that nobody had ended
   */
  boolean end(TenantContext tenant, String sessionId, AuditInitiator by);

  /** Ends all sessions of a subject but one. Returns how many. */
  int endAll(TenantContext tenant, SubjectRef subject, Optional<String> butSessionId);

  /** The same, with who asked for it, for the audit record of each. */
  int endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> butSessionId, AuditInitiator by);

  /**
   * Lets a session outlive the change of its user's password that it is about to make, if that
   * comes within a minute. Every other session of the user ends with the change.
   */
  void preserveDuringPasswordChange(TenantContext tenant, String sessionId);

  /** The value of the {@code Set-Cookie} header that takes the cookie from the browser. */
  String clearCookie(TenantContext tenant);

  /**
   * A token for a form that acts in this session, against cross-site request forgery.
   *
   * @param purpose what the form does, as {@code consent}
   */
  String createFormToken(TenantContext tenant, Session session, String purpose);

  /** Whether a form's token is of this session and purpose, compared in constant time. */
  boolean isFormTokenValid(TenantContext tenant, Session session, String purpose, String token);
}
