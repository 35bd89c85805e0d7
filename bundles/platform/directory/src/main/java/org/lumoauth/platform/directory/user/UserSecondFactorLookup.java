/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds out whether users have a second factor: a sign-in method that proves more than knowledge
 * and is available for them. Each installed module with such a method counts.
 */
@Component(service = UserSecondFactorLookup.class)
public final class UserSecondFactorLookup {

  private final ProviderTracker<AuthenticationMethod> methods;

  @Activate
  public UserSecondFactorLookup(@Reference ProviderRegistry registry) {
    this.methods = registry.track(AuthenticationMethod.class);
  }

  @Deactivate
  void stop() {
    methods.close();
  }

  /**
   * Returns whether a user has a second factor; empty if no available method reports one and a
   * method is unavailable.
   */
  public Optional<Boolean> has(TenantContext tenant, SubjectRef user) {
    boolean found = false;
    try (LeasedProviders<AuthenticationMethod> held = methods.leaseAll()) {
      for (var lease : held.leases()) {
        var method = lease.get();
        found |= method.isPossessionOrInherence() && method.isAvailable(tenant, Optional.of(user));
      }
      return found || held.unavailable().isEmpty() ? Optional.of(found) : Optional.empty();
    }
  }
}
