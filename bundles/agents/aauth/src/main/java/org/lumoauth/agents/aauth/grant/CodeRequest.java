package org.lumoauth.agents.aauth.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An agent redeems the code that stands for a person's yes. */
@Component(service = CodeRequest.class)
public final class CodeRequest implements TokenRequest {

  private final PendingRequests pending;
  private final PartyMemory parties;
  private final AuthorizationGrants grants;
  private final Granting granting;
  private final AauthAudit audit;

  @Activate
  public CodeRequest(
      @Reference PendingRequests pending,
      @Reference PartyMemory parties,
      @Reference AuthorizationGrants grants,
      @Reference Granting granting,
      @Reference AauthAudit audit) {
    this.pending = pending;
    this.parties = parties;
    this.grants = grants;
    this.granting = granting;
    this.audit = audit;
  }

  @Override
  public String type() {
    return "code";
  }

  @Override
  public Map<String, Object> answer(
      TenantContext tenant, Signer signer, Body body, RequestInfo request) {
    var entry =
        pending.answer(tenant, body.required("code", Body.TEXT)).orElseThrow(CodeRequest::refused);
    PendingRequests.Answer answer = entry.value();
    if (!answer.request().askedBy(signer) || !names(answer, body)) {
      throw refused();
    }
    if (answer.redeemed() || !pending.redeem(tenant, entry)) { // RFC 6749 section 4.1.2
      grants.end(tenant, answer.grantId());
      audit.replayed(tenant, signer, answer.grantId(), request);
      throw refused();
    }
    if (!Instant.now().isBefore(answer.expiresAt()) || !grants.holds(tenant, answer.grantId())) {
      throw refused();
    }
    Party resource =
        parties
            .enabled(tenant.id(), PartySettings.RESOURCE, answer.request().resourceId())
            .orElseThrow(CodeRequest::refused);
    return granting.give(
        tenant,
        signer,
        new Granting.Grant(
            type(),
            resource,
            answer.request().scope(),
            Optional.of(answer.userId()),
            Optional.of(answer.grantId()),
            Map.of(),
            Optional.empty(),
            true),
        request);
  }

  /** By the address that the code went to, or, as older clients do, by the request's token. */
  private static boolean names(PendingRequests.Answer answer, Body body) {
    Optional<String> redirectUri = body.text("redirect_uri", Body.TEXT);
    Optional<String> requestToken = body.text("request_token", Body.TEXT);
    return (redirectUri.isPresent() || requestToken.isPresent())
        && redirectUri.map(answer.request().redirectUri()::equals).orElse(true)
        && requestToken.map(answer.requestToken()::equals).orElse(true);
  }

  private static Problem refused() {
    return new Problem(400, "invalid_grant", "The code does not hold, or is not this agent's.");
  }
}
