/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.List;
import java.util.function.Supplier;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Validates the resources for tokens of an agent: it may use those that it could name at the token
 * endpoint.
 */
@Component(service = JitResourceIndicatorValidator.class)
public final class JitResourceIndicatorValidator {

  private final InstalledResourcePolicies policies;

  @Activate
  public JitResourceIndicatorValidator(@Reference ProviderRegistry registry) {
    this.policies = new InstalledResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /**
   * Refuses resources that the agent may not use.
   *
   * @param resources the resources in the details (RFC 9396 section 2.2); empty means this server's
   *     API
   * @throws ApiException 400 {@code invalid_target}
   */
  void require(TenantContext tenant, Client client, List<String> resources) {
    if (!resources.isEmpty()) {
      refusing(
          () -> {
            policies.requireTargets(tenant, client, resources);
            return resources;
          });
    }
  }

  /**
   * Refuses a token that could not be issued, before the approval is used.
   *
   * @throws ApiException 400 {@code invalid_target} and the errors of its resource
   */
  public void require(TenantContext tenant, AccessTokenIssuanceRequest wish) {
    require(tenant, wish.client(), wish.audience());
    refusing(() -> policies.applyTo(tenant, wish));
  }

  private static <T> T refusing(Supplier<T> check) {
    try {
      return check.get();
    } catch (OAuthException e) {
      throw new ApiException(e.status(), e.code(), e.getMessage());
    }
  }
}
