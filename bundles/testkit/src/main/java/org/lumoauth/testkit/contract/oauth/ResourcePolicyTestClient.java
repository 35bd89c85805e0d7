/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.testkit.builder.TestBuilders;

/**
 * A client with requests that a policy checks, with PKCE and without a proof of possession.
 *
 * @param scope the requested scope
 */
record ResourcePolicyTestClient(
    ResourcePolicy policy, TenantContext tenant, Client client, Set<String> scope) {

  /** Sends an authorization request with these resources. */
  void authorize(List<String> resources) {
    policy.check(tenant, client, authorization(resources));
  }

  /** Sends a token request with these resources. */
  void request(List<String> resources, List<String> granted) {
    var form = TestBuilders.anOAuthRequest().with("grant_type", "authorization_code");
    for (String resource : resources) {
      form = form.with("resource", resource);
    }
    policy.check(
        tenant, TestBuilders.aGrantRequest().from(client).withRequest(form).build(), granted);
  }

  /** Returns the token request for a resource, as modified by the policy. */
  AccessTokenIssuanceRequest get(String resource) {
    return policy.applyTo(tenant, token(resource));
  }

  /** Returns the token request for a resource, with the client's default lifetime. */
  AccessTokenIssuanceRequest token(String resource) {
    return token(resource, client.accessTokenLifetime());
  }

  AccessTokenIssuanceRequest token(String resource, Duration lifetime) {
    return new AccessTokenIssuanceRequest(
        client,
        TestBuilders.aUserRef(),
        List.of(),
        scope,
        List.of(resource),
        lifetime,
        Optional.empty(),
        Map.of("grant_id", "grn_contract"));
  }

  private AuthorizationRequest authorization(List<String> resources) {
    return new AuthorizationRequest(
        client.clientId(),
        "https://contract.example/cb",
        true,
        "code",
        "query",
        scope,
        Optional.empty(),
        Optional.empty(),
        Optional.of("c".repeat(43)),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        resources,
        List.of(),
        Optional.empty(),
        "query");
  }
}
