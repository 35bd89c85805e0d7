/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantAdminService;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantKeyResolver;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues and verifies agent tokens, which bind an agent to its signing key. An agent server signs
 * them itself, or has them issued here.
 */
@Component(service = AAuthAgentTokenService.class)
public final class AAuthAgentTokenService {

  private static final int MAX_SUBJECT = 500;

  private final ParticipantCache parties;
  private final ParticipantKeyResolver keys;
  private final AAuthSignedTokenService mint;
  private final RawSignatureVerifier checks;
  private final ParticipantTokenValidityChecker standing;

  @Activate
  public AAuthAgentTokenService(
      @Reference ParticipantCache parties,
      @Reference ParticipantKeyResolver keys,
      @Reference AAuthSignedTokenService mint,
      @Reference RawSignatureVerifier checks,
      @Reference ParticipantTokenValidityChecker standing) {
    this.parties = parties;
    this.keys = keys;
    this.mint = mint;
    this.checks = checks;
    this.standing = standing;
  }

  /**
   * Issues a token for a delegate of the agent.
   *
   * @param audience the audiences in addition to this tenant
   */
  public AAuthSignedTokenService.IssuedAAuthToken issue(
      TenantContext tenant,
      AAuthParticipant agent,
      String delegate,
      Map<String, Object> jwk,
      List<String> audience) {
    List<String> all = new ArrayList<>(List.of(tenant.issuer()));
    audience.stream().filter(name -> !all.contains(name)).forEach(all::add);
    Object aud =
        all.size() == 1 ? all.get(0) : all; // a single audience is a string in the published format
    return mint.issue(
        tenant,
        AAuthTokenType.AGENT,
        Map.of("iss", agent.identifier(), "sub", delegate, "aud", aud, "cnf", Map.of("jwk", jwk)));
  }

  /**
   * Verifies a token.
   *
   * @return the signer: the agent, and the key that must have signed the request
   * @throws InvalidTokenException if it is invalid
   */
  public AAuthSigner verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    AAuthParticipant party =
        mint.readUnverifiedClaim(jwt, "iss")
            .flatMap(iss -> parties.findByIdentifier(tenant.id(), ParticipantSettings.AGENT, iss))
            .orElseThrow(() -> invalid("no agent of this issuer is registered"));
    Map<String, Object> claims =
        mint.verify(
            tenant,
            AAuthTokenType.AGENT,
            jwt,
            party.identifier(),
            AuthorizationServerIdentifierProvider.of(tenant),
            kid -> keys.find(tenant, party, kid));
    String id = String.valueOf(claims.get("jti"));
    if (id.startsWith(
        ParticipantAdminService
            .MADE)) { // issued here, so it is subject to the same revocation marks
      standing.requireAgent(tenant, party, id);
    }
    String delegate = claims.get("sub") instanceof String sub ? sub : party.identifier();
    if (delegate.length() > MAX_SUBJECT) {
      throw invalid("sub must have at most " + MAX_SUBJECT + " characters");
    }
    if (!delegate.equals(party.identifier())
        && !party.settings().features().contains(ParticipantSettings.DELEGATION)) {
      throw invalid("the agent is not allowed to have delegates");
    }
    Map<String, Object> jwk = key(tenant, party, claims);
    return new AAuthSigner(party, delegate, jwk, checks.thumbprint(jwk), id);
  }

  /**
   * Returns the key (RFC 7800 section 3.2); a thumbprint refers to a key that the agent published.
   */
  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  private Map<String, Object> key(
      TenantContext tenant, AAuthParticipant party, Map<String, Object> claims)
      throws InvalidTokenException {
    if (claims.get("cnf") instanceof Map<?, ?> cnf) {
      if (cnf.get("jwk") instanceof Map<?, ?> jwk) {
        return new HashMap<>((Map<String, Object>) jwk);
      }
      if (cnf.get("jkt") instanceof String thumbprint) {
        for (Map<String, Object> key : keys.find(tenant, party, Optional.empty())) {
          if (checks.thumbprint(key).equals(thumbprint)) {
            return key;
          }
        }
      }
    }
    throw invalid("cnf must contain jwk or jkt of a key of the agent");
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
