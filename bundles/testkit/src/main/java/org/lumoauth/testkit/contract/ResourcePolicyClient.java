package org.lumoauth.testkit.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.testkit.builder.TestBuilders;

/**
 * A client whose requests a policy sees, with PKCE and without a proof of a key.
 *
 * @param scope what it asks for
 */
record ResourcePolicyClient(
    ResourcePolicy policy, TenantContext tenant, Client client, Set<String> scope) {

  /** Sends an authorization request that names these resources. */
  void authorize(List<String> resources) {
    policy.check(tenant, client, authorization(resources));
  }

  /** Sends a token request that names these resources. */
  void request(List<String> resources, List<String> granted) {
    var form = TestBuilders.anOAuthRequest().with("grant_type", "authorization_code");
    for (String resource : resources) {
      form = form.with("resource", resource);
    }
    policy.check(
        tenant, TestBuilders.aGrantRequest().from(client).withRequest(form).build(), granted);
  }

  /** The token that it gets for a resource. */
  AccessTokenRequest get(String resource) {
    return policy.applyTo(tenant, token(resource));
  }

  /** A token that is to be made for a resource, with the client's usual lifetime. */
  AccessTokenRequest token(String resource) {
    return token(resource, client.accessTokenLifetime());
  }

  AccessTokenRequest token(String resource, Duration lifetime) {
    return new AccessTokenRequest(
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
