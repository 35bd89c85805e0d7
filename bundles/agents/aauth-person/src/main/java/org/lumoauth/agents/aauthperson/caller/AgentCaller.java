/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.caller;

import java.util.Map;

/**
 * An agent that signed with the key of its token.
 *
 * @param provider {@code iss} of its token
 * @param id {@code sub}, such as {@code aauth:assistant@agent.example}
 * @param jwk the key that signed
 * @param thumbprint its SHA-256 thumbprint (RFC 7638)
 * @param expiresAt when its token expires, in seconds since 1970
 * @param token its agent token
 * @param tokenKey the key under which the token is stored
 */
public record AgentCaller(
    String provider,
    String id,
    Map<String, Object> jwk,
    String thumbprint,
    long expiresAt,
    String token,
    String tokenKey) {
  public AgentCaller {
    jwk = Map.copyOf(jwk);
  }

  @Override
  public String toString() {
    return "AgentCaller[" + id + "]";
  }
}
