package org.lumoauth.platform.directory;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
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

  /** RFC 8176 section 2: what is known, and nothing that is held or that one is. */
  private static final Set<String> KNOWN = Set.of("pwd", "pin", "kba");

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
    for (var lease : methods.acquireAll()) {
      try (lease) {
        var method = lease.get();
        found |= !KNOWN.containsAll(method.amr()) && method.available(tenant, Optional.of(user));
      }
    }
    return found || methods.away().isEmpty() ? Optional.of(found) : Optional.empty();
  }
}
