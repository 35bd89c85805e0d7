/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

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
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.oauth.ciba.grant.CibaGrantHandler;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records client requests and user decisions in the audit log. Each method returns when the record
 * is durable.
 */
@Component(service = CibaAudit.class)
public final class CibaAudit {

  private static final String CLIENT_ID = "client_id";
  private static final String GRANT_TYPE = "grant_type";
  private static final String SCOPE = "scope";

  private final AuditLog log;

  @Activate
  public CibaAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Records an authentication request of a client. */
  public void recordRequested(
      TenantContext tenant, Client client, BackchannelRequest asked, RequestInfo request) {
    Map<String, Object> details = new HashMap<>();
    details.put("request_id", asked.id());
    details.put(CLIENT_ID, asked.clientId());
    details.put(SCOPE, List.copyOf(new TreeSet<>(asked.scope())));
    asked.message().ifPresent(text -> details.put("binding_message", text));
    record(
        tenant,
        "ciba.requested",
        AuditOutcome.SUCCESS,
        client.subject(),
        asked.userId().map(CibaAudit::user),
        asked.userId().isPresent()
            ? "A client requested a user's sign-in on another device."
            : "A client requested the sign-in of an unknown user.",
        Optional.of(request),
        details);
  }

  /** Records the rejection of a client's request. */
  public void recordRefused(
      TenantContext tenant, SubjectRef who, String error, RequestInfo request) {
    record(
        tenant,
        "ciba.refused",
        AuditOutcome.DENIED,
        who,
        Optional.empty(),
        "A backchannel authentication request was rejected: " + error + ".",
        Optional.of(request),
        Map.of("error", error));
  }

  /** Records the user's approval. */
  public void recordGranted(
      TenantContext tenant,
      AuthorizationGrant grant,
      BackchannelRequest asked,
      RequestInfo request) {
    record(
        tenant,
        "authorization.granted",
        AuditOutcome.SUCCESS,
        grant.subject(),
        Optional.of(grant(grant.id())),
        "A user authorized a client.",
        Optional.of(request),
        answer(asked));
  }

  /** Records the user's denial. */
  public void recordDenied(
      TenantContext tenant, SubjectRef subject, BackchannelRequest asked, RequestInfo request) {
    record(
        tenant,
        "authorization.denied",
        AuditOutcome.DENIED,
        subject,
        Optional.of(client(asked.clientId())),
        "A user denied a client's request.",
        Optional.of(request),
        answer(asked));
  }

  /** Records an attempt to answer another user's request. */
  public void recordWrongSubject(
      TenantContext tenant, SubjectRef subject, BackchannelRequest asked, RequestInfo request) {
    record(
        tenant,
        "ciba.not_theirs",
        AuditOutcome.DENIED,
        subject,
        asked.userId().map(CibaAudit::user),
        "A user tried to answer another user's request.",
        Optional.of(request),
        answer(asked));
  }

  /** Records that a user set or removed their user code. */
  public void recordUserCodeChanged(
      TenantContext tenant, SubjectRef subject, boolean removed, RequestInfo request) {
    record(
        tenant,
        removed ? "ciba.user_code_removed" : "ciba.user_code_set",
        AuditOutcome.SUCCESS,
        subject,
        Optional.of(user(subject.id())),
        "A user changed the user code required for authentication requests.",
        Optional.of(request),
        Map.of());
  }

  /** Records a second use of an auth_req_id. */
  public void recordReplayed(
      TenantContext tenant, AuthenticatedTokenRequest request, String grantId) {
    record(
        tenant,
        "ciba.replayed",
        AuditOutcome.DENIED,
        request.client().subject(),
        Optional.of(grant(grantId)),
        "An auth_req_id was used again; everything issued from it was revoked.",
        Optional.empty(),
        Map.of(
            CLIENT_ID,
            request.client().clientId(),
            "remote_address",
            request.request().remoteAddress()));
  }

  /** Records the issue of a token to be pushed. */
  public void recordIssued(TenantContext tenant, Client to, IssuedToken token) {
    record(
        tenant,
        "token.issued",
        AuditOutcome.SUCCESS,
        token.subject(),
        Optional.of(new AuditTarget("token", token.id(), Optional.empty())),
        "An access token was issued.",
        Optional.empty(),
        Map.of(
            GRANT_TYPE,
            CibaGrantHandler.TYPE,
            CLIENT_ID,
            to.clientId(),
            SCOPE,
            List.copyOf(new TreeSet<>(token.scope())),
            "expires_at",
            token.expiresAt().toString()));
  }

  /** Records that no token could be issued for a grant. */
  public void recordNotIssued(
      TenantContext tenant, Client to, BackchannelRequest asked, String error) {
    record(
        tenant,
        "token.denied",
        AuditOutcome.DENIED,
        to.subject(),
        asked.userId().map(CibaAudit::user),
        "A token to be pushed could not be issued: " + error + ".",
        Optional.empty(),
        answer(asked));
  }

  /** Records that a client could not be notified. */
  public void notTold(
      TenantContext tenant, Client client, BackchannelRequest asked, int attempts, String reason) {
    Map<String, Object> details = answer(asked);
    details.put("attempts", attempts);
    details.put("reason", reason);
    record(
        tenant,
        "ciba.client_not_told",
        AuditOutcome.FAILURE,
        client.subject(),
        Optional.of(client(client.clientId())),
        "A client could not be notified of the result of its request.",
        Optional.empty(),
        details);
  }

  private static Map<String, Object> answer(BackchannelRequest asked) {
    Map<String, Object> details = new HashMap<>();
    details.put("request_id", asked.id());
    details.put(CLIENT_ID, asked.clientId());
    details.put(GRANT_TYPE, CibaGrantHandler.TYPE);
    details.put(SCOPE, List.copyOf(new TreeSet<>(asked.scope())));
    asked.message().ifPresent(text -> details.put("binding_message", text));
    details.put("client_address", asked.remoteAddress());
    return details;
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

  private static AuditTarget user(String id) {
    return new AuditTarget("user", id, Optional.empty());
  }

  private static AuditTarget grant(String id) {
    return new AuditTarget("grant", id, Optional.empty());
  }

  private static AuditTarget client(String id) {
    return new AuditTarget("client", id, Optional.empty());
  }
}
