package org.lumoauth.authn.federation.signin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.authn.federation.provider.OpenProviders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** By what else somebody gets in. What is away just now is no way. */
@Component(service = OtherWays.class)
public final class OtherWays {

  private static final String PASSWORD = "password";

  private final Providers<AuthenticationMethod> methods;
  private final OpenProviders providers;
  private final SettingsStore settings;

  @Activate
  public OtherWays(
      @Reference ProviderRegistry registry,
      @Reference OpenProviders providers,
      @Reference SettingsStore settings) {
    this.methods = registry.follow(AuthenticationMethod.class);
    this.providers = providers;
    this.settings = settings;
  }

  @Deactivate
  void close() {
    methods.close();
  }

  /** Whether a user who is linked like this, and not otherwise, gets in. */
  boolean there(TenantContext tenant, SubjectRef user, List<IdentityLink> links) {
    return linked(tenant, links) || otherwise(tenant, user);
  }

  /** Whether one of these links is a way in now. */
  boolean linked(TenantContext tenant, List<IdentityLink> links) {
    return wanted(tenant, FederationMethod.NAME)
        && links.stream().anyMatch(link -> providers.find(tenant, link.provider()).isPresent());
  }

  /** Whether a user gets in without any provider. */
  boolean otherwise(TenantContext tenant, SubjectRef user) {
    try (Held<AuthenticationMethod> held = methods.hold()) {
      Set<String> displaced =
          held.leases().stream()
              .flatMap(lease -> lease.get().displaces(tenant).stream())
              .collect(Collectors.toSet());
      if (aloneThoughMissed(tenant, held)) {
        displaced.add(PASSWORD);
      }
      return held.leases().stream()
          .filter(lease -> !displaced.contains(lease.name()) && wanted(tenant, lease.name()))
          .anyMatch(lease -> lease.get().available(tenant, Optional.of(user)));
    }
  }

  /**
   * Whether a method is away just now by which alone the tenant lets people sign in: no password is
   * taken meanwhile.
   */
  private boolean aloneThoughMissed(TenantContext tenant, Held<AuthenticationMethod> held) {
    return held.missed().keySet().stream()
        .map(name -> settings.read(tenant, name))
        .anyMatch(
            section ->
                Boolean.TRUE.equals(section.get("enabled"))
                    && Boolean.TRUE.equals(section.get("only")));
  }

  /** Whether the tenant lets people sign in by a method. */
  private boolean wanted(TenantContext tenant, String method) {
    return !(settings.read(tenant, "sign-in").get("methods") instanceof Collection<?> names)
        || names.isEmpty()
        || names.contains(method);
  }
}
