/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Enforces the security profile that a client is registered for. */
@Component(service = ClientProfileEnforcer.class)
public final class ClientProfileEnforcer {

  private final ProviderTracker<ClientSecurityProfile> profiles;

  @Activate
  public ClientProfileEnforcer(@Reference ProviderRegistry registry) {
    this.profiles = registry.track(ClientSecurityProfile.class);
  }

  @Deactivate
  void close() {
    profiles.close();
  }

  /**
   * Validates the request against the client's profile. If the profile is not installed, its rules
   * cannot be checked and the request is refused.
   *
   * @throws ApiException 503 {@code module_unavailable} if the profile is not available
   */
  void check(TenantContext tenant, AuthenticatedTokenRequest request) {
    check(request.client(), profile -> profile.check(tenant, request));
  }

  /** Validates a request of a client that was just authenticated. */
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    check(client.client(), profile -> profile.check(tenant, client, request));
  }

  private void check(Client client, Consumer<ClientSecurityProfile> rules) {
    if (!(client.metadata().get("profile") instanceof String name) || name.isEmpty()) {
      return;
    }
    Optional<ServiceLease<ClientSecurityProfile>> lease = profiles.lease(name);
    if (lease.isEmpty()) {
      // If the module was removed, only the profile name is known.
      throw ApiException.moduleUnavailable(profiles.findUnavailable().getOrDefault(name, name));
    }
    try (ServiceLease<ClientSecurityProfile> profile = lease.get()) {
      rules.accept(profile.get());
    }
  }
}
