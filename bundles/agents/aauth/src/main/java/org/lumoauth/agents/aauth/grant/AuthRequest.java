package org.lumoauth.agents.aauth.grant;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.ResourceJwts;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An agent asks for access to a resource: it gets it, or a person is asked. */
@Component(service = AuthRequest.class)
public final class AuthRequest implements TokenRequest {

  private final Asks asks;
  private final Granting granting;
  private final PendingRequests pending;

  @Activate
  public AuthRequest(
      @Reference Asks asks, @Reference Granting granting, @Reference PendingRequests pending) {
    this.asks = asks;
    this.granting = granting;
    this.pending = pending;
  }

  @Override
  public String type() {
    return "auth";
  }

  @Override
  public Map<String, Object> answer(
      TenantContext tenant, Signer signer, Body body, RequestInfo request) {
    ResourceJwts.Ask ask = asks.of(tenant, signer, body.required("resource_token", Body.TOKEN));
    Set<String> scope = body.text("scope", Body.TEXT).map(Scopes::of).orElse(ask.scope());
    Scopes.requireWithin(scope, ask.scope());
    Scopes.requireWithin(scope, ask.resource().settings().scopes().keySet());
    Scopes.requireWithin(scope, signer.party().settings().scopes().keySet());
    granting.requireCapable(tenant, signer, scope);
    if (ask.resource().settings().needsConsent()) {
      return askAPerson(tenant, signer, ask, scope, body);
    }
    return granting.give(
        tenant,
        signer,
        new Granting.Grant(
            type(),
            ask.resource(),
            scope,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            true),
        request);
  }

  private Map<String, Object> askAPerson(
      TenantContext tenant, Signer signer, ResourceJwts.Ask ask, Set<String> scope, Body body) {
    PartySettings agent = signer.party().settings();
    if (!agent.features().contains(PartySettings.USER_AUTHORIZATION)) {
      throw new Problem(
          400, "unauthorized_client", "The agent may not ask people for authorization.");
    }
    String redirectUri = body.required("redirect_uri", Body.TEXT);
    if (!agent.redirectUris().contains(redirectUri)) { // byte for byte
      throw Problem.invalidRequest("redirect_uri is not registered.");
    }
    Instant now = Instant.now();
    String token =
        pending.add(
            tenant,
            new PendingRequest(
                signer.party().id(),
                signer.delegate(),
                signer.jwk(),
                signer.thumbprint(),
                ask.resource().id(),
                scope,
                redirectUri,
                ask.resource().settings().level().equals(PartySettings.USER),
                now,
                now.plus(PendingRequests.LIFETIME)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("request_type", type());
    answer.put("request_token", token);
    answer.put("authorization_uri", tenant.issuer() + "/aauth/agent/auth?request_token=" + token);
    answer.put("expires_in", PendingRequests.LIFETIME.toSeconds());
    return answer;
  }
}
