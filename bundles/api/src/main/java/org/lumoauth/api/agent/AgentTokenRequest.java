/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request for an access token of an authenticated agent.
 *
 * @param agentId the agent
 * @param scope the requested scope; empty means all capabilities of the agent
 * @param audience the resources that the token is intended for (RFC 8707); empty means the tenant's
 *     own API
 * @param lifetime the requested lifetime; the agent's own limit can shorten it
 * @param confirmation the {@code cnf} claim (RFC 7800) if the token is bound to a key
 * @param claims further claims; none may have a name that RFC 9068 defines
 * @param remoteAddress the address of the agent after trusted proxies: {@code
 *     HttpRequestView.remoteAddress()}. Without it, no token is issued to an agent that may act
 *     from certain addresses only
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

  /** Creates a request without an address. */
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
