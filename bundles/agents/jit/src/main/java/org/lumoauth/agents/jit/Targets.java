package org.lumoauth.agents.jit;

import java.util.List;
import java.util.function.Supplier;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** For which resources an agent gets tokens: for those that it could name at the token endpoint. */
@Component(service = Targets.class)
public final class Targets {

  private final ResourcePolicies policies;

  @Activate
  public Targets(@Reference ProviderRegistry registry) {
    this.policies = new ResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /**
   * Refuses resources that an agent may not name.
   *
   * @param resources what the details name (RFC 9396 section 2.2); empty means this server's API
   * @throws Problem 400 {@code invalid_target}
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
   * Refuses a token that could not be made, before anything is used up for it.
   *
   * @throws Problem 400 {@code invalid_target} and what else its resource wants
   */
  void require(TenantContext tenant, AccessTokenRequest wish) {
    require(tenant, wish.client(), wish.audience());
    refusing(() -> policies.applied(tenant, wish));
  }

  private static <T> T refusing(Supplier<T> check) {
    try {
      return check.get();
    } catch (OAuthError e) {
      throw new Problem(e.status(), e.code(), e.getMessage());
    }
  }
}
