package org.lumoauth.platform.directory;

import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether people can prove who they are by more than what they know: whether a method of sign-in
 * that asks for such a proof is ready for them. Each module with such a method counts by being
 * there.
 */
@Component(service = SecondFactors.class)
public final class SecondFactors {

  private final Providers<AuthenticationMethod> methods;

  @Activate
  public SecondFactors(@Reference ProviderRegistry registry) {
    this.methods = registry.follow(AuthenticationMethod.class);
  }

  @Deactivate
  void stop() {
    methods.close();
  }

  /** Whether a user has one; empty if the methods that are here know of none, and one is away. */
  public Optional<Boolean> has(TenantContext tenant, SubjectRef user) {
    boolean found = false;
    try (Held<AuthenticationMethod> held = methods.hold()) {
      for (var lease : held.leases()) {
        var method = lease.get();
        found |= method.isHeldOrInherent() && method.available(tenant, Optional.of(user));
      }
      return found || held.missed().isEmpty() ? Optional.of(found) : Optional.empty();
    }
  }
}
