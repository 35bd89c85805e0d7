package org.lumoauth.oauth.grant.authorizationcode.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what became of requests and codes, durably before that is answered. */
@Component(service = CodeAudit.class)
public final class CodeAudit {

  private final AuditLog log;

  @Activate
  public CodeAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /**
   * Begins to record that somebody granted a client what it asked for, now or before.
   *
   * @return what to wait with before the client hears of it
   * @throws org.lumoauth.api.web.Problem 503 {@code audit_unavailable} if nothing can be recorded
   */
  public AuditLog.Begun granted(
      TenantContext tenant, AuthorizationGrant grant, RequestInfo request) {
    log.requireWritable();
    return begin(
        tenant,
        "authorization.granted",
        Outcome.SUCCESS,
        grant.subject(),
        Optional.of(target(grant)),
        "A client was authorized.",
        Optional.of(request),
        Map.of(
            "client_id", grant.clientId(),
            "scope", List.copyOf(new TreeSet<>(grant.scope()))));
  }

  /** Somebody said no. */
  public void denied(
      TenantContext tenant, SubjectRef subject, AuthorizationRequest asked, RequestInfo request) {
    begin(
            tenant,
            "authorization.denied",
            Outcome.DENIED,
            subject,
            Optional.of(new Target("client", asked.clientId(), Optional.empty())),
            "A client was denied what it asked for.",
            Optional.of(request),
            Map.of("scope", List.copyOf(new TreeSet<>(asked.scope()))))
        .durable();
  }

  void replayed(TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {
    begin(
            tenant,
            "code.replayed",
            Outcome.DENIED,
            request.client().subject(),
            Optional.of(target(grant)),
            "An authorization code was used again; everything made from it was ended.",
            Optional.empty(),
            Map.of(
                "client_id", grant.clientId(),
                "subject", grant.subject().toString(),
                "presented_by", request.client().clientId(),
                "remote_address", request.request().remoteAddress()))
        .durable();
  }

  private AuditLog.Begun begin(
      TenantContext tenant,
      String action,
      Outcome outcome,
      SubjectRef actor,
      Optional<Target> target,
      String message,
      Optional<RequestInfo> request,
      Map<String, Object> details) {
    return log.begin(
        tenant.id(),
        new AuditEvent(action, outcome, actor, List.of(), target, message, request, details));
  }

  private static Target target(AuthorizationGrant grant) {
    return new Target("grant", grant.id(), Optional.empty());
  }
}
