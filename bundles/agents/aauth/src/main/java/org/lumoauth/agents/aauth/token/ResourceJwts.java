package org.lumoauth.agents.aauth.token;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyKeys;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tokens by which a resource says which agent, signing with which key, is to ask for what: a
 * resource makes them by its own keys, or has them made here.
 */
@Component(service = ResourceJwts.class)
public final class ResourceJwts {

  private final PartyMemory parties;
  private final PartyKeys keys;
  private final TokenMint mint;

  @Activate
  public ResourceJwts(
      @Reference PartyMemory parties, @Reference PartyKeys keys, @Reference TokenMint mint) {
    this.parties = parties;
    this.keys = keys;
    this.mint = mint;
  }

  /**
   * What a token says.
   *
   * @param resource whose it is
   * @param agent the agent that it is for
   * @param thumbprint the key that the agent signs with
   * @param scope what is to be asked for
   * @param authRequestUrl where the resource keeps the request; empty if nowhere
   */
  public record Ask(
      Party resource, String agent, String thumbprint, Set<String> scope, String authRequestUrl) {
    public Ask {
      scope = Set.copyOf(scope);
    }
  }

  /** Makes a token. */
  public TokenMint.Minted issue(TenantContext tenant, Ask ask, String audience) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", ask.resource().identifier());
    claims.put("aud", audience);
    claims.put("agent", ask.agent());
    claims.put("agent_jkt", ask.thumbprint());
    claims.put("scope", Scopes.text(ask.scope()));
    if (!ask.authRequestUrl().isEmpty()) {
      claims.put("auth_request_url", ask.authRequestUrl());
    }
    return mint.mint(tenant, TokenKind.RESOURCE, claims);
  }

  /**
   * Verifies a token.
   *
   * @throws InvalidTokenException if it does not hold, or its resource may not act
   */
  public Ask verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    Party resource =
        mint.claimed(jwt, "iss")
            .flatMap(iss -> parties.named(tenant.id(), PartySettings.RESOURCE, iss))
            .orElseThrow(() -> invalid("no resource of this issuer is registered"));
    Map<String, Object> claims =
        mint.verify(
            tenant,
            TokenKind.RESOURCE,
            jwt,
            resource.identifier(),
            Audiences.of(tenant),
            kid -> keys.find(tenant, resource, kid));
    return new Ask(
        resource,
        text(claims, "agent"),
        text(claims, "agent_jkt"),
        Scopes.of(claims.get("scope") instanceof String scope ? scope : ""),
        claims.get("auth_request_url") instanceof String url ? url : "");
  }

  private static String text(Map<String, Object> claims, String name) throws InvalidTokenException {
    if (claims.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw invalid("the claim " + name + " is missing");
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
