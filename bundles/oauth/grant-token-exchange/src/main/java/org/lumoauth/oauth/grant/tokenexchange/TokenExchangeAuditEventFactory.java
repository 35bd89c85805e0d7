/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler.RequestedTokenResult;
import org.lumoauth.api.token.IssuedToken;

/** Builds audit events for exchanged tokens, with the chain of actors. */
final class TokenExchangeAuditEventFactory {

  private TokenExchangeAuditEventFactory() {}

  static AuditEvent exchanged(
      AuthenticatedTokenRequest request, PermittedExchange exchange, IssuedToken token) {
    List<SubjectRef> chain = new ArrayList<>(token.actors());
    chain.add(token.subject());
    Map<String, Object> details = new HashMap<>();
    details.put("client_id", request.client().clientId());
    details.put("subject_token", told(exchange.subject()));
    exchange.actor().ifPresent(actor -> details.put("actor_token", told(actor)));
    details.put("actors", token.actors().stream().map(SubjectRef::toString).toList());
    details.put("actor_added", !token.actors().equals(exchange.subject().actors()));
    details.put("scope", List.copyOf(new TreeSet<>(token.scope())));
    details.put("audience", exchange.targets());
    details.put("expires_at", token.expiresAt().toString());
    return new AuditEvent(
        "token.exchanged",
        AuditOutcome.SUCCESS,
        chain.get(0),
        chain.subList(1, chain.size()),
        Optional.of(new AuditTarget("token", token.id(), Optional.empty())),
        "A client exchanged a token for an access token.",
        Optional.empty(),
        details);
  }

  /** Builds the event for a token of another type. */
  static AuditEvent made(
      AuthenticatedTokenRequest request,
      ExchangeParties parties,
      String type,
      RequestedTokenResult made) {
    List<SubjectRef> chain = new ArrayList<>(made.actors());
    chain.add(made.subject());
    Map<String, Object> details = new HashMap<>();
    details.put("client_id", request.client().clientId());
    details.put("issued_token_type", type);
    details.put("subject_token", told(parties.subject()));
    parties.actor().ifPresent(actor -> details.put("actor_token", told(actor)));
    details.put("actors", made.actors().stream().map(SubjectRef::toString).toList());
    details.put("scope", List.copyOf(new TreeSet<>(made.scope())));
    details.put("audience", made.audience());
    details.put("expires_at", made.expiresAt().toString());
    return new AuditEvent(
        "token.exchanged",
        AuditOutcome.SUCCESS,
        chain.get(0),
        chain.subList(1, chain.size()),
        Optional.of(new AuditTarget("token", made.id(), Optional.empty())),
        "A client exchanged a token for a token of another type.",
        Optional.empty(),
        details);
  }

  private static Map<String, Object> told(ExchangeInputToken token) {
    Map<String, Object> told = new HashMap<>();
    told.put("type", token.type().uri());
    told.put("subject", token.subject().toString());
    told.put("issuer", token.issuer());
    token.id().ifPresent(id -> told.put("jti", id));
    return told;
  }
}
