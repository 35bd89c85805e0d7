/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;

/**
 * A token request after client authentication.
 *
 * @param client the requesting client
 * @param authenticationMethod its authentication method: a {@code token_endpoint_auth_method}
 * @param request the request
 * @param confirmation the {@code cnf} for the token, if the request proved possession of a key
 */
public record AuthenticatedTokenRequest(
    Client client,
    String authenticationMethod,
    OAuthRequest request,
    Optional<Map<String, Object>> confirmation) {

  /** Returns the requested scopes (RFC 6749 section 3.3); empty if the parameter is absent. */
  public Set<String> scope() {
    return request
        .parameter("scope")
        .<Set<String>>map(text -> new LinkedHashSet<>(Arrays.asList(text.strip().split(" +"))))
        .orElse(Set.of());
  }

  /** Returns the requested resources (RFC 8707 section 2). */
  public List<String> resources() {
    return request.parameters().getOrDefault("resource", List.of());
  }
}
