package org.lumoauth.agents.aauth.grant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.AuthJwts;
import org.lumoauth.agents.aauth.token.ResourceJwts;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A resource that was called acts as an agent itself and calls the next one: it shows the token
 * that it was called with, and gets one for the next resource in which it stands as who acts now.
 * Never more than the token that it was called with permits.
 */
@Component(service = ExchangeRequest.class)
public final class ExchangeRequest implements TokenRequest {

  /** How many may act one for the other. */
  static final int MAX_DEPTH = 3;

  private final AuthJwts tokens;
  private final Asks asks;
  private final Granting granting;

  @Activate
  public ExchangeRequest(
      @Reference AuthJwts tokens, @Reference Asks asks, @Reference Granting granting) {
    this.tokens = tokens;
    this.asks = asks;
    this.granting = granting;
  }

  @Override
  public String type() {
    return "exchange";
  }

  @Override
  public Map<String, Object> answer(
      TenantContext tenant, Signer signer, Body body, RequestInfo request) {
    if (!signer.party().settings().features().contains(PartySettings.TOKEN_EXCHANGE)) {
      throw new Problem(400, "unauthorized_client", "The agent may not exchange tokens.");
    }
    AuthJwts.Holding upstream = upstream(tenant, body.required("auth_token", Body.TOKEN));
    // Only who was called by it may go on with it: under the same URL, resource there, agent here.
    if (!upstream.resource().identifier().equals(signer.party().identifier())) {
      throw new Problem(400, "invalid_grant", "The auth token was made for somebody else.");
    }
    ResourceJwts.Ask ask = asks.of(tenant, signer, body.required("resource_token", Body.TOKEN));
    requireNoNewConsent(ask, upstream);
    Set<String> scope = body.text("scope", Body.TEXT).map(Scopes::of).orElse(ask.scope());
    Scopes.requireWithin(scope, ask.scope());
    Scopes.requireWithin(scope, upstream.scope());
    Scopes.requireWithin(scope, ask.resource().settings().scopes().keySet());
    Scopes.requireWithin(scope, signer.party().settings().scopes().keySet());
    return granting.give(
        tenant,
        signer,
        new Granting.Grant(
            type(),
            ask.resource(),
            scope,
            upstream.kept().userId(),
            upstream.kept().grantId(),
            act(signer, upstream),
            Optional.of(upstream),
            false),
        request);
  }

  private AuthJwts.Holding upstream(TenantContext tenant, String token) {
    try {
      return tokens.verify(tenant, token);
    } catch (InvalidTokenException e) {
      throw new Problem(
          400, "invalid_grant", "The auth token does not hold: " + e.getMessage() + ".");
    }
  }

  /** What nobody consented to is not had by way of what somebody did. */
  private static void requireNoNewConsent(ResourceJwts.Ask ask, AuthJwts.Holding upstream) {
    PartySettings next = ask.resource().settings();
    if (next.level().equals(PartySettings.USER)
        || next.needsConsent() && upstream.kept().grantId().isEmpty()) {
      throw new Problem(
          400, "consent_required", "The resource wants a person's consent: ask with auth.");
    }
  }

  /** RFC 8693 section 4.1: who acts now stands outermost, who acted before within. */
  private static Map<String, Object> act(Signer signer, AuthJwts.Holding upstream) {
    Map<String, Object> before = new LinkedHashMap<>();
    before.put("sub", upstream.agent());
    if (upstream.claims().get("act") instanceof Map<?, ?> act && act.get("act") != null) {
      before.put("act", act.get("act"));
    }
    Map<String, Object> now = new LinkedHashMap<>();
    now.put("sub", signer.party().identifier());
    now.put("act", before);
    if (depth(now) > MAX_DEPTH) {
      throw new Problem(
          403,
          "delegation_depth_exceeded",
          "Too many act one for the other.",
          Map.of("max_depth", MAX_DEPTH));
    }
    return now;
  }

  private static int depth(Object act) {
    return act instanceof Map<?, ?> map ? 1 + depth(map.get("act")) : 0;
  }
}
