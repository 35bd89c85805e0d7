/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;

/**
 * Allows only the given resources and the tenant's own API, and leaves tokens unchanged. A test
 * with other needs overrides the methods; unexpected calls fail.
 */
public class FakeResourcePolicy implements ResourcePolicy {

  private final Set<String> open;

  public FakeResourcePolicy(String... open) {
    this.open = Set.of(open);
  }

  @Override
  public void requireTargets(TenantContext tenant, Client client, List<String> resources) {
    for (String resource : resources) {
      if (!open.contains(resource) && !resource.equals(tenant.issuer())) {
        throw OAuthException.invalidTarget("The resource does not exist.");
      }
    }
  }

  @Override
  public Set<String> scopes(TenantContext tenant, Client client, List<String> resources) {
    return Set.of();
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    throw new AssertionError("not asked");
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted) {
    throw new AssertionError("not asked");
  }

  @Override
  public AccessTokenIssuanceRequest applyTo(
      TenantContext tenant, AccessTokenIssuanceRequest request) {
    return request;
  }

  @Override
  public Optional<String> resolveResource(TenantContext tenant, String name) {
    return Optional.empty();
  }

  @Override
  public boolean isReachable(TenantContext tenant, Client client, String resource) {
    return false;
  }
}
