/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes audit events about tokens. Each method returns after the event is stored. */
@Component(service = TokenOperationAudit.class)
public final class TokenOperationAudit {

  private static final int MAX_TEXT = 100;

  private final AuditLog log;

  @Activate
  public TokenOperationAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /**
   * Records an issued token and the audit events of its grant. If the grant supplies an event about
   * the token, that event replaces the default one.
   */
  void recordIssued(
      HttpExchange exchange,
      TenantContext tenant,
      TokenResponse response,
      Client to,
      String grant) {
    IssuedToken token = response.accessToken();
    Optional<AuditEvent.RequestInfo> request = Optional.of(request(exchange, to.clientId()));
    List<AuditEvent> events = new ArrayList<>();
    boolean told = false;
    for (AuditEvent said : response.events()) {
      boolean ofToken = about(token, said);
      events.add(ofToken ? during(request, said) : said);
      told |= ofToken;
    }
    if (!told) {
      events.add(recordIssued(request, token, to, grant));
    }
    if (events.size() == 1) {
      log.record(tenant.id(), events.get(0));
    } else { // One commit for all events.
      log.recordAll(tenant.id(), events);
    }
  }

  private static boolean about(IssuedToken token, AuditEvent said) {
    return said.target().filter(target(token.id())::equals).isPresent();
  }

  private static AuditEvent during(Optional<AuditEvent.RequestInfo> request, AuditEvent said) {
    return new AuditEvent(
        said.action(),
        said.outcome(),
        said.actor(),
        said.onBehalfOf(),
        said.target(),
        said.message(),
        request,
        said.details());
  }

  private static AuditEvent recordIssued(
      Optional<AuditEvent.RequestInfo> request, IssuedToken token, Client to, String grant) {
    List<SubjectRef> chain = new ArrayList<>(token.actors());
    chain.add(token.subject());
    Map<String, Object> details =
        Map.of(
            "grant_type", grant,
            "client_id", to.clientId(),
            "scope", List.copyOf(new TreeSet<>(token.scope())),
            "expires_at", token.expiresAt().toString());
    return new AuditEvent(
        "token.issued",
        AuditOutcome.SUCCESS,
        chain.get(0),
        chain.subList(1, chain.size()),
        Optional.of(target(token.id())),
        "An access token was issued.",
        request,
        details);
  }

  /**
   * Records a refused token request.
   *
   * @param who the client, authenticated or only claimed
   * @param proven whether the client was authenticated before the refusal
   * @param grant the requested grant type, which is not validated
   */
  void recordDenied(
      HttpExchange exchange,
      TenantContext tenant,
      SubjectRef who,
      boolean proven,
      String grant,
      OAuthException refusal) {
    Map<String, Object> details = new HashMap<>();
    details.put("error", refusal.code());
    details.put("client_authenticated", proven);
    details.put("grant_type", grant.substring(0, Math.min(grant.length(), MAX_TEXT)));
    log.record(
        tenant.id(),
        AuditInitiator.of(who, exchange.requestInfo())
            .auditEvent("token.denied", "A token request was refused: " + refusal.code() + ".")
            .withOutcome(AuditOutcome.DENIED)
            .withDetails(details));
  }

  void recordRevoked(HttpExchange exchange, TenantContext tenant, VerifiedToken token, Client by) {
    log.record(
        tenant.id(),
        AuditInitiator.of(by.subject(), request(exchange, by.clientId()))
            .auditEvent("token.revoked", "An access token was revoked by its client.")
            .withTarget("token", token.id())
            .withDetails(
                Map.of("client_id", by.clientId(), "subject", token.subject().toString())));
  }

  void recordRevoked(
      HttpExchange exchange,
      TenantContext tenant,
      IntrospectableTokenTypeRegistry.RevokedNonAccessToken ended,
      Client by) {
    log.record(
        tenant.id(),
        AuditInitiator.of(by.subject(), request(exchange, by.clientId()))
            .auditEvent(
                "token.revoked",
                "A token and all tokens issued from it were revoked by its client.")
            .withTarget(ended.kind(), ended.id())
            .withDetail("client_id", by.clientId()));
  }

  private static AuditTarget target(String tokenId) {
    return new AuditTarget("token", tokenId, Optional.empty());
  }

  private static AuditEvent.RequestInfo request(HttpExchange exchange, String clientId) {
    AuditEvent.RequestInfo info = exchange.requestInfo();
    return new AuditEvent.RequestInfo(
        info.requestId(), info.remoteAddress(), info.userAgent(), Optional.of(clientId));
  }
}
