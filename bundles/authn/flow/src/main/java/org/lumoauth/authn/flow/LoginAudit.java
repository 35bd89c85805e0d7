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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records sign-ins and what did not become one. What people enter stays out of it: some enter their
 * password in the wrong field.
 */
@Component(service = LoginAudit.class)
public final class LoginAudit {
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.USER, "unknown");

  private final AuditLog audit;

  @Activate
  public LoginAudit(@Reference AuditLog audit) {
    this.audit = audit;
  }

  /** What is recorded of a sign-in beside its session. */
  AuditEvent recordSuccess(LoginRequest visit, Session session) {
    return event(
        visit,
        "login.succeeded",
        AuditOutcome.SUCCESS,
        session.subject(),
        "Somebody signed in.",
        Map.of(
            "session", session.id(),
            "acr", session.acr(),
            "amr", session.amr().stream().sorted().toList(),
            "remembered", session.remembered()));
  }

  /**
   * @param state who it was meant to be
   * @param method the method that was not passed
   * @param reason why, as a code
   */
  void recordFailure(LoginRequest visit, LoginState state, String method, String reason) {
    recordFailure(visit, state.subject(), method, reason);
  }

  /**
   * @param subject who it was meant to be
   * @param step the method or step that was not passed
   * @param reason why, as a code
   */
  void recordFailure(LoginRequest visit, Optional<SubjectRef> subject, String step, String reason) {
    var who = subject.filter(some -> !UnknownUserSubject.isUnknown(some)).orElse(NOBODY);
    audit.record(
        visit.tenant().id(),
        event(
            visit,
            "login.failed",
            AuditOutcome.DENIED,
            who,
            "Somebody could not sign in.",
            Map.of("method", step, "reason", reason)));
  }

  private static AuditEvent event(
      LoginRequest visit,
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
