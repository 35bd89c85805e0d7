/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.signin.FederationAuthenticationMethod;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Determines a user's remaining ways to sign in. Unavailable methods do not count. */
@Component(service = RemainingSignInMethodQuery.class)
public final class RemainingSignInMethodQuery {

  private static final String PASSWORD = "password";

  private final ProviderTracker<AuthenticationMethod> methods;
  private final EnabledProviderQuery providers;
  private final SettingsStore settings;

  @Activate
  public RemainingSignInMethodQuery(
      @Reference ProviderRegistry registry,
      @Reference EnabledProviderQuery providers,
      @Reference SettingsStore settings) {
    this.methods = registry.track(AuthenticationMethod.class);
    this.providers = providers;
    this.settings = settings;
  }

  @Deactivate
  void close() {
    methods.close();
  }

  /** Returns whether a user with only these links can sign in. */
  boolean isAnyLeft(TenantContext tenant, SubjectRef user, List<IdentityLink> links) {
    return hasOtherLink(tenant, links) || hasOtherMethod(tenant, user);
  }

  /** Returns whether one of these links allows sign-in. */
  boolean hasOtherLink(TenantContext tenant, List<IdentityLink> links) {
    return wanted(tenant, FederationAuthenticationMethod.NAME)
        && links.stream().anyMatch(link -> providers.find(tenant, link.provider()).isPresent());
  }

  /** Returns whether a user can sign in without a provider. */
  boolean hasOtherMethod(TenantContext tenant, SubjectRef user) {
    try (LeasedProviders<AuthenticationMethod> held = methods.leaseAll()) {
      Set<String> displaced =
          held.leases().stream()
              .flatMap(lease -> lease.get().replacedMethods(tenant).stream())
              .collect(Collectors.toSet());
      if (aloneThoughMissed(tenant, held)) {
        displaced.add(PASSWORD);
      }
      return held.leases().stream()
          .filter(lease -> !displaced.contains(lease.name()) && wanted(tenant, lease.name()))
          .anyMatch(lease -> lease.get().isAvailable(tenant, Optional.of(user)));
    }
  }

  /**
   * Returns whether an unavailable method is configured as the only sign-in method. Password
   * sign-in is disabled even while that method is unavailable.
   */
  private boolean aloneThoughMissed(
      TenantContext tenant, LeasedProviders<AuthenticationMethod> held) {
    return held.unavailable().keySet().stream()
        .map(name -> settings.read(tenant, name))
        .anyMatch(
            section ->
                Boolean.TRUE.equals(section.get("enabled"))
                    && Boolean.TRUE.equals(section.get("only")));
  }

  /** Returns whether the tenant allows a sign-in method. */
  private boolean wanted(TenantContext tenant, String method) {
    return !(settings.read(tenant, "sign-in").get("methods") instanceof Collection<?> names)
        || names.isEmpty()
        || names.contains(method);
  }
}
