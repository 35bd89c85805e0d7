/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes audit events about authorization requests and codes. The response is sent only after the
 * event is stored.
 */
@Component(service = AuthorizationCodeAudit.class)
public final class AuthorizationCodeAudit {

  private final AuditLog log;

  @Activate
  public AuthorizationCodeAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /**
   * Starts recording that a user granted a client the requested access, in this request or earlier.
   *
   * @return the pending write, to be awaited before the client receives the response
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if the audit log is
   *     unavailable
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

  /** Records that the user denied the request. */
  public void recordDenied(
      TenantContext tenant, SubjectRef subject, AuthorizationRequest asked, RequestInfo request) {
    begin(
            tenant,
            "authorization.denied",
            AuditOutcome.DENIED,
            subject,
            Optional.of(new AuditTarget("client", asked.clientId(), Optional.empty())),
            "The user denied the client's authorization request.",
            Optional.of(request),
            Map.of("scope", List.copyOf(new TreeSet<>(asked.scope()))))
        .awaitDurable();
  }

  void recordReplayed(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    begin(
            tenant,
            "code.replayed",
            AuditOutcome.DENIED,
            request.client().subject(),
            Optional.of(target(grant)),
            "An authorization code was used more than once. All tokens issued from it "
                + "were revoked.",
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
