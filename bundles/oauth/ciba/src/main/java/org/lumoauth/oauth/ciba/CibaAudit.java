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
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.oauth.ciba.grant.CibaGrantHandler;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what clients ask and people answer. Each method returns when that is durable. */
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

  /** A client asked for somebody. */
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
            ? "A client asked somebody to sign in on another device."
            : "A client asked for somebody who is not there.",
        Optional.of(request),
        details);
  }

  /** A client asked for what it can't have. */
  public void recordRefused(
      TenantContext tenant, SubjectRef who, String error, RequestInfo request) {
    record(
        tenant,
        "ciba.refused",
        AuditOutcome.DENIED,
        who,
        Optional.empty(),
        "A request to sign somebody in on another device was refused: " + error + ".",
        Optional.of(request),
        Map.of("error", error));
  }

  /** The person said yes. */
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
        "A client was authorized.",
        Optional.of(request),
        answer(asked));
  }

  /** The person said no. */
  public void recordDenied(
      TenantContext tenant, SubjectRef subject, BackchannelRequest asked, RequestInfo request) {
    record(
        tenant,
        "authorization.denied",
        AuditOutcome.DENIED,
        subject,
        Optional.of(client(asked.clientId())),
        "A client was denied what it asked for.",
        Optional.of(request),
        answer(asked));
  }

  /** Somebody tried to answer what another person was asked. */
  public void recordWrongSubject(
      TenantContext tenant, SubjectRef subject, BackchannelRequest asked, RequestInfo request) {
    record(
        tenant,
        "ciba.not_theirs",
        AuditOutcome.DENIED,
        subject,
        asked.userId().map(CibaAudit::user),
        "Somebody tried to answer a request to another person.",
        Optional.of(request),
        answer(asked));
  }

  /** Somebody chose a code, or took theirs away. */
  public void recordUserCodeChanged(
      TenantContext tenant, SubjectRef subject, boolean removed, RequestInfo request) {
    record(
        tenant,
        removed ? "ciba.user_code_removed" : "ciba.user_code_set",
        AuditOutcome.SUCCESS,
        subject,
        Optional.of(user(subject.id())),
        "Somebody changed the code that clients need to ask them.",
        Optional.of(request),
        Map.of());
  }

  /** An auth_req_id was used twice. */
  public void recordReplayed(TenantContext tenant, GrantRequest request, String grantId) {
    record(
        tenant,
        "ciba.replayed",
        AuditOutcome.DENIED,
        request.client().subject(),
        Optional.of(grant(grantId)),
        "An auth_req_id was used again; everything made from it was ended.",
        Optional.empty(),
        Map.of(
            CLIENT_ID,
            request.client().clientId(),
            "remote_address",
            request.request().remoteAddress()));
  }

  /** A token was made to be pushed. */
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

  /** No token could be made for what was granted. */
  public void recordNotIssued(
      TenantContext tenant, Client to, BackchannelRequest asked, String error) {
    record(
        tenant,
        "token.denied",
        AuditOutcome.DENIED,
        to.subject(),
        asked.userId().map(CibaAudit::user),
        "A token that was to be pushed was refused: " + error + ".",
        Optional.empty(),
        answer(asked));
  }

  /** A client could not be told. */
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
        "A client could not be told what became of its request.",
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
