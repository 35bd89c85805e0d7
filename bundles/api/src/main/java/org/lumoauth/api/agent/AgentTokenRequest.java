package org.lumoauth.api.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An access token that is to be made for an agent that has proven who it is.
 *
 * @param agentId which agent
 * @param scope what it is to permit; empty means all that the agent is capable of
 * @param audience the resources that it is for (RFC 8707); empty means the tenant's own API
 * @param lifetime how long it is to live; the agent's own limit cuts it
 * @param confirmation the {@code cnf} claim (RFC 7800), where it is bound to a key
 * @param claims further claims, none with a name that RFC 9068 defines
 * @param from the address that the agent asks from, after trusted proxies: {@code
 *     RequestView.remoteAddress()}. Without it there is no token for an agent that may act from
 *     certain addresses only
 */
public record AgentTokenRequest(
    String agentId,
    Set<String> scope,
    List<String> audience,
    Duration lifetime,
    Optional<Map<String, Object>> confirmation,
    Map<String, Object> claims,
    Optional<String> remoteAddress) {
  public AgentTokenRequest {
    scope = Set.copyOf(scope);
    audience = List.copyOf(audience);
    claims = Map.copyOf(claims);
  }

  /** The same without an address. */
  public AgentTokenRequest(
      String agentId,
      Set<String> scope,
      List<String> audience,
      Duration lifetime,
      Optional<Map<String, Object>> confirmation,
      Map<String, Object> claims) {
    this(agentId, scope, audience, lifetime, confirmation, claims, Optional.empty());
  }
}
