/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Optional;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Enforces the security profile that a client is registered for. */
@Component(service = ClientSecurityProfileEnforcer.class)
public final class ClientSecurityProfileEnforcer {

  private final ProviderTracker<ClientSecurityProfile> profiles;

  @Activate
  public ClientSecurityProfileEnforcer(@Reference ProviderRegistry registry) {
    this.profiles = registry.track(ClientSecurityProfile.class);
  }

  /** Returns the name of the client's profile; the empty string if it has none. */
  public static String nameOf(Client client) {
    return client.metadata().get("profile") instanceof String name ? name : "";
  }

  /**
   * Returns whether a request or code that was accepted under an earlier profile is still valid. It
   * is not valid if the client now has a profile that was not enforced then.
   *
   * @param then the earlier result of {@link #nameOf}; empty if it is unknown
   */
  public static boolean isStillSatisfied(Optional<String> then, Client now) {
    String name = nameOf(now);
    return name.isEmpty() || then.map(name::equals).orElse(true);
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
  void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    String name = nameOf(client);
    if (name.isEmpty()) {
      return;
    }
    Optional<ServiceLease<ClientSecurityProfile>> lease = profiles.lease(name);
    if (lease.isEmpty()) {
      // If the module was removed, only the profile name is known.
      throw ApiException.moduleUnavailable(profiles.findUnavailable().getOrDefault(name, name));
    }
    try (ServiceLease<ClientSecurityProfile> profile = lease.get()) {
      profile.get().check(tenant, client, request);
    }
  }
}
