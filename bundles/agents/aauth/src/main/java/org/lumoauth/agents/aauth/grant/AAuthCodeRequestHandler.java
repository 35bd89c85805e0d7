/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Redeems the code that represents a user's consent. */
@Component(service = AAuthCodeRequestHandler.class)
public final class AAuthCodeRequestHandler implements AAuthTokenRequestHandler {

  private final AAuthConsentRequestStore pending;
  private final ParticipantCache parties;
  private final AuthorizationGrantService grants;
  private final AuthTokenIssuer granting;
  private final AAuthAudit audit;

  @Activate
  public AAuthCodeRequestHandler(
      @Reference AAuthConsentRequestStore pending,
      @Reference ParticipantCache parties,
      @Reference AuthorizationGrantService grants,
      @Reference AuthTokenIssuer granting,
      @Reference AAuthAudit audit) {
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
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body, RequestInfo request) {
    var entry =
        pending
            .findApproval(tenant, body.required("code", AAuthRequestBody.TEXT))
            .orElseThrow(AAuthCodeRequestHandler::refused);
    AAuthConsentRequestStore.ConsentApproval answer = entry.value();
    if (!answer.request().askedBy(signer) || !names(answer, body)) {
      throw refused();
    }
    if (answer.redeemed() || !pending.redeem(tenant, entry)) { // RFC 6749 section 4.1.2
      grants.end(tenant, answer.grantId());
      audit.recordReplayed(tenant, signer, answer.grantId(), request);
      throw refused();
    }
    if (!Instant.now().isBefore(answer.expiresAt()) || !grants.isActive(tenant, answer.grantId())) {
      throw refused();
    }
    AAuthParticipant resource =
        parties
            .findEnabled(tenant.id(), ParticipantSettings.RESOURCE, answer.request().resourceId())
            .orElseThrow(AAuthCodeRequestHandler::refused);
    return granting.issue(
        tenant,
        signer,
        new AuthTokenIssuer.AuthTokenGrant(
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

  /** Identifies the request by the redirect URI or, for older clients, by the request token. */
  private static boolean names(
      AAuthConsentRequestStore.ConsentApproval answer, AAuthRequestBody body) {
    Optional<String> redirectUri = body.text("redirect_uri", AAuthRequestBody.TEXT);
    Optional<String> requestToken = body.text("request_token", AAuthRequestBody.TEXT);
    return (redirectUri.isPresent() || requestToken.isPresent())
        && redirectUri.map(answer.request().redirectUri()::equals).orElse(true)
        && requestToken.map(answer.requestToken()::equals).orElse(true);
  }

  private static ApiException refused() {
    return new ApiException(
        400, "invalid_grant", "code must be a valid, unused code that was issued to this agent.");
  }
}
