/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.request.AccessServerRequestParser;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.tenant.TenantContext;

/** Issues the auth tokens of an access server (AAuth draft, section Auth Token Structure). */
final class AccessServerTokenIssuer {

  private static final String ACCESS = "aauth-access.json";

  private final AAuthJwtService tokens;

  AccessServerTokenIssuer(AAuthJwtService tokens) {
    this.tokens = tokens;
  }

  /**
   * Issues a token.
   *
   * @param of the request; its claims about the person are included for the resource
   * @param since when the request began
   * @return the response to the person server
   */
  Map<String, Object> issue(
      TenantContext tenant,
      AccessServerRequestParser.AccessServerTokenRequest access,
      DeferredAccessServerRequest of,
      Instant since) {
    VerifiedAAuthToken resource = access.asked().resourceToken();
    Map<String, Object> claims = new HashMap<>();
    if (of.claims() != null) {
      claims.putAll(of.claims()); // added first, so that they cannot replace others
    }
    claims.put("aud", resource.text("iss"));
    claims.put("ps", of.personServer());
    claims.put("sub", resource.text("sub"));
    claims.put("scope", resource.text("scope"));
    claims.put("cnf", Map.of("jwk", access.bearer().jwk()));
    for (String name : List.of("account", "mission_s256", "tenant")) {
      resource.optional(name).ifPresent(value -> claims.put(name, value));
    }
    String jwt = mint(tenant, access, claims, since);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("auth_token", jwt);
    answer.put("expires_in", tokens.secondsLeft(jwt));
    return answer;
  }

  private String mint(
      TenantContext tenant,
      AccessServerRequestParser.AccessServerTokenRequest access,
      Map<String, Object> claims,
      Instant since) {
    List<Long> latest =
        List.of(
            access.agent().expiresAt(),
            access.bearer().expiresAt(),
            access.asked().presented().expiresAt(),
            access.latest());
    try {
      return tokens.issue(tenant, AAuthJwtType.AUTH, ACCESS, origin(access), claims, latest, since);
    } catch (AAuthTokenException e) {
      throw new AAuthProblemException(
          403, "denied", "The agent token or the resource token was revoked. Request a new one.");
    }
  }

  /** Returns the origin without previous actors, which only the person server knows. */
  private static TokenOrigin origin(AccessServerRequestParser.AccessServerTokenRequest access) {
    AgentCaller agent = access.agent();
    boolean sub = !access.bearer().id().equals(agent.id());
    return new TokenOrigin(
        agent.provider(),
        agent.id(),
        sub ? access.bearer().id() : "",
        "",
        access.asked().presented().recordKey(),
        "",
        0);
  }
}
