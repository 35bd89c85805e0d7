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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Checks whether users can authenticate with a second factor. */
@Component(service = SecondFactorLookup.class)
public final class SecondFactorLookup {

  private final ProviderTracker<AuthenticationMethod> methods;

  @Activate
  public SecondFactorLookup(@Reference ProviderRegistry registry) {
    this.methods = registry.track(AuthenticationMethod.class);
  }

  @Deactivate
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
