package org.lumoauth.agents.aauth.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyKeys;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartyRegistry;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tokens that say which key an agent signs with: an agent server makes them by its own keys, or has
 * them made here.
 */
@Component(service = AgentJwts.class)
public final class AgentJwts {

  private static final int MAX_SUBJECT = 500;

  private final PartyMemory parties;
  private final PartyKeys keys;
  private final TokenMint mint;
  private final SignatureChecks checks;
  private final Standing standing;

  @Activate
  public AgentJwts(
      @Reference PartyMemory parties,
      @Reference PartyKeys keys,
      @Reference TokenMint mint,
      @Reference SignatureChecks checks,
      @Reference Standing standing) {
    this.parties = parties;
    this.keys = keys;
    this.mint = mint;
    this.checks = checks;
    this.standing = standing;
  }

  /**
   * Makes a token for somebody who acts for the agent.
   *
   * @param audience whom it is for beside this tenant
   */
  public TokenMint.Minted issue(
      TenantContext tenant,
      Party agent,
      String delegate,
      Map<String, Object> jwk,
      List<String> audience) {
    List<String> all = new ArrayList<>(List.of(tenant.issuer()));
    audience.stream().filter(name -> !all.contains(name)).forEach(all::add);
    Object aud = all.size() == 1 ? all.get(0) : all; // as published, where there is one
    return mint.mint(
        tenant,
        TokenKind.AGENT,
        Map.of("iss", agent.identifier(), "sub", delegate, "aud", aud, "cnf", Map.of("jwk", jwk)));
  }

  /**
   * Verifies a token.
   *
   * @return whose it is, and the key that must have signed what comes with it
   * @throws InvalidTokenException if it does not hold
   */
  public Signer verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    Party party =
        mint.claimed(jwt, "iss")
            .flatMap(iss -> parties.named(tenant.id(), PartySettings.AGENT, iss))
            .orElseThrow(() -> invalid("no agent of this issuer is registered"));
    Map<String, Object> claims =
        mint.verify(
            tenant,
            TokenKind.AGENT,
            jwt,
            party.identifier(),
            Audiences.of(tenant),
            kid -> keys.find(tenant, party, kid));
    String id = String.valueOf(claims.get("jti"));
    if (id.startsWith(PartyRegistry.MADE)) { // made here: it ends as all that was made here
      standing.requireAgent(tenant, party, id);
    }
    String delegate = claims.get("sub") instanceof String sub ? sub : party.identifier();
    if (delegate.length() > MAX_SUBJECT) {
      throw invalid("sub is too long");
    }
    if (!delegate.equals(party.identifier())
        && !party.settings().features().contains(PartySettings.DELEGATION)) {
      throw invalid("the agent may not be acted for");
    }
    Map<String, Object> jwk = key(tenant, party, claims);
    return new Signer(party, delegate, jwk, checks.thumbprint(jwk), id);
  }

  /** RFC 7800 section 3.2; a thumbprint alone stands for a key that the agent published. */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private Map<String, Object> key(TenantContext tenant, Party party, Map<String, Object> claims)
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
    throw invalid("cnf names no key");
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
