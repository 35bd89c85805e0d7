/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import java.util.HashMap;
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
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes audit events about device authorization requests and decisions. Each method returns after
 * the event is stored.
 */
@Component(service = DeviceAuthorizationAudit.class)
public final class DeviceAuthorizationAudit {

  private final AuditLog log;

  @Activate
  public DeviceAuthorizationAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Records a device authorization request. */
  public void recordRequested(
      TenantContext tenant, Client client, DeviceAuthorizationRequest asked, RequestInfo request) {
    record(
        tenant,
        "device-authorization.requested",
        AuditOutcome.SUCCESS,
        client.subject(),
        Optional.of(client(client.clientId())),
        "A device requested authorization.",
        Optional.of(request),
        Map.of("scope", List.copyOf(new TreeSet<>(asked.scope()))));
  }

  /** Records a refused device authorization request. */
  public void recordRefused(
      TenantContext tenant, SubjectRef who, String error, RequestInfo request) {
    record(
        tenant,
        "device-authorization.denied",
        AuditOutcome.DENIED,
        who,
        Optional.empty(),
        "A device authorization request was refused: " + error + ".",
        Optional.of(request),
        Map.of("error", error));
  }

  /** Records that a user authorized a device. */
  public void recordGranted(
      TenantContext tenant,
      AuthorizationGrant grant,
      DeviceAuthorizationRequest asked,
      RequestInfo request) {
    Map<String, Object> details = new HashMap<>();
    details.put("client_id", grant.clientId());
    details.put("grant_type", DeviceCodeGrantHandler.TYPE);
    details.put("scope", List.copyOf(new TreeSet<>(grant.scope())));
    details.put("device_address", asked.remoteAddress());
    record(
        tenant,
        "authorization.granted",
        AuditOutcome.SUCCESS,
        grant.subject(),
        Optional.of(target(grant)),
        "A client was authorized.",
        Optional.of(request),
        details);
  }

  /** Records that a user denied a device. */
  public void recordDenied(
      TenantContext tenant,
      SubjectRef subject,
      DeviceAuthorizationRequest asked,
      RequestInfo request) {
    record(
        tenant,
        "authorization.denied",
        AuditOutcome.DENIED,
        subject,
        Optional.of(client(asked.clientId())),
        "The user denied the client's authorization request.",
        Optional.of(request),
        Map.of(
            "grant_type", DeviceCodeGrantHandler.TYPE,
            "scope", List.copyOf(new TreeSet<>(asked.scope())),
            "device_address", asked.remoteAddress()));
  }

  /** Records an unknown user code or too many attempts. */
  public void recordWrongCode(
      TenantContext tenant, SubjectRef subject, boolean throttled, RequestInfo request) {
    record(
        tenant,
        throttled ? "device-code.throttled" : "device-code.unknown",
        AuditOutcome.DENIED,
        subject,
        Optional.empty(),
        throttled
            ? "Too many user codes were entered."
            : "An unknown or expired user code was entered.",
        Optional.of(request),
        Map.of());
  }

  void recordReplayed(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    record(
        tenant,
        "device-code.replayed",
        AuditOutcome.DENIED,
        request.client().subject(),
        Optional.of(target(grant)),
        "A device code was used more than once. All tokens issued from it were " + "revoked.",
        Optional.empty(),
        Map.of(
            "client_id", grant.clientId(),
            "subject", grant.subject().toString(),
            "remote_address", request.request().remoteAddress()));
  }

  private void record(
      TenantContext tenant,
      String action,
      AuditOutcome outcome,
      SubjectRef actor,
      Optional<AuditTarget> target,
      String message,
      Optional<RequestInfo> request,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        new AuditEvent(action, outcome, actor, List.of(), target, message, request, details));
  }

  private static AuditTarget target(AuthorizationGrant grant) {
    return new AuditTarget("grant", grant.id(), Optional.empty());
  }

  private static AuditTarget client(String clientId) {
    return new AuditTarget("client", clientId, Optional.empty());
  }
}
