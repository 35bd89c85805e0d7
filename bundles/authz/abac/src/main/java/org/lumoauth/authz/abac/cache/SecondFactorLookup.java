/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Checks whether users can authenticate with a second factor. */
final class SecondFactorLookup {

  private final ProviderTracker<AuthenticationMethod> methods;

  SecondFactorLookup(ProviderRegistry registry) {
    this.methods = registry.track(AuthenticationMethod.class);
  }

  void stop() {
    methods.close();
  }

  /**
   * Returns whether a second factor is set up for the user.
   *
   * @throws ApiException 503 {@code module_unavailable} while a method is unavailable, since the
   *     result is unknown then
   */
  boolean has(TenantContext tenant, String userId) {
    var user = Optional.of(new SubjectRef(SubjectRef.USER, userId));
    boolean found = false;
    try (LeasedProviders<AuthenticationMethod> held = methods.leaseAll()) {
      held.requireAll();
      for (var lease : held.leases()) {
        var method = lease.get();
        found |= method.isPossessionOrInherence() && method.isAvailable(tenant, user);
      }
    }
    return found;
  }
}
