/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authn.flow.state.LoginState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records successful and failed sign-ins. Entered values are never recorded, because users
 * sometimes enter their password in the wrong field.
 */
@Component(service = LoginAudit.class)
public final class LoginAudit {
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.USER, "unknown");

  private final AuditLog audit;

  @Activate
  public LoginAudit(@Reference AuditLog audit) {
    this.audit = audit;
  }

  /** Returns the event to record with the session of a successful sign-in. */
  AuditEvent recordSuccess(LoginPageRequest visit, Session session) {
    return event(
        visit,
        "login.succeeded",
        AuditOutcome.SUCCESS,
        session.subject(),
        "A user signed in.",
        Map.of(
            "session", session.id(),
            "acr", session.acr(),
            "amr", session.amr().stream().sorted().toList(),
            "remembered", session.remembered()));
  }

  /**
   * Records a failed attempt.
   *
   * @param state the state with the intended subject
   * @param method the method that failed
   * @param reason the reason code
   */
  void recordFailure(LoginPageRequest visit, LoginState state, String method, String reason) {
    recordFailure(visit, state.subject(), method, reason);
  }

  /**
   * Records a failed attempt.
   *
   * @param subject the intended subject
   * @param step the method or step that failed
   * @param reason the reason code
   */
  void recordFailure(
      LoginPageRequest visit, Optional<SubjectRef> subject, String step, String reason) {
    var who = subject.filter(some -> !UnknownUserSubjectFactory.isUnknown(some)).orElse(NOBODY);
    audit.record(
        visit.tenant().id(),
        event(
            visit,
            "login.failed",
            AuditOutcome.DENIED,
            who,
            "A sign-in failed.",
            Map.of("method", step, "reason", reason)));
  }

  private static AuditEvent event(
      LoginPageRequest visit,
      String action,
      AuditOutcome outcome,
      SubjectRef actor,
      String message,
      Map<String, Object> details) {
    var request = visit.exchange().requestInfo();
    return new AuditEvent(
        action,
        outcome,
        actor,
        List.of(),
        Optional.empty(),
        message,
        Optional.of(
            new RequestInfo(
                request.requestId(),
                request.remoteAddress(),
                request.userAgent(),
                visit.state().requirement().clientId())),
        details);
  }
}
