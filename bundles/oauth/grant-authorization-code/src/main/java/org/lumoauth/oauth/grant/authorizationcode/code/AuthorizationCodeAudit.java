package org.lumoauth.oauth.grant.authorizationcode.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
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
@Component(service = AuthorizationCodeAudit.class)
public final class AuthorizationCodeAudit {

  private final AuditLog log;

  @Activate
  public AuthorizationCodeAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /**
   * Begins to record that somebody granted a client what it asked for, now or before.
   *
   * @return what to wait with before the client hears of it
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if nothing can be
   *     recorded
   */
  public AuditLog.PendingAuditWrite recordGranted(
      TenantContext tenant, AuthorizationGrant grant, RequestInfo request) {
    log.requireWritable();
    return begin(
        tenant,
        "authorization.granted",
        AuditOutcome.SUCCESS,
        grant.subject(),
        Optional.of(target(grant)),
        "A client was authorized.",
        Optional.of(request),
        Map.of(
            "client_id", grant.clientId(),
            "scope", List.copyOf(new TreeSet<>(grant.scope()))));
  }

  /** Somebody said no. */
  public void recordDenied(
      TenantContext tenant, SubjectRef subject, AuthorizationRequest asked, RequestInfo request) {
    begin(
            tenant,
            "authorization.denied",
            AuditOutcome.DENIED,
            subject,
            Optional.of(new AuditTarget("client", asked.clientId(), Optional.empty())),
            "A client was denied what it asked for.",
            Optional.of(request),
            Map.of("scope", List.copyOf(new TreeSet<>(asked.scope()))))
        .awaitDurable();
  }

  void recordReplayed(TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {
    begin(
            tenant,
            "code.replayed",
            AuditOutcome.DENIED,
            request.client().subject(),
            Optional.of(target(grant)),
            "An authorization code was used again; everything made from it was ended.",
            Optional.empty(),
            Map.of(
                "client_id", grant.clientId(),
                "subject", grant.subject().toString(),
                "presented_by", request.client().clientId(),
                "remote_address", request.request().remoteAddress()))
        .awaitDurable();
  }

  private AuditLog.PendingAuditWrite begin(
      TenantContext tenant,
      String action,
      AuditOutcome outcome,
      SubjectRef actor,
      Optional<AuditTarget> target,
      String message,
      Optional<RequestInfo> request,
      Map<String, Object> details) {
    return log.beginRecord(
        tenant.id(),
        new AuditEvent(action, outcome, actor, List.of(), target, message, request, details));
  }

  private static AuditTarget target(AuthorizationGrant grant) {
    return new AuditTarget("grant", grant.id(), Optional.empty());
  }
}
