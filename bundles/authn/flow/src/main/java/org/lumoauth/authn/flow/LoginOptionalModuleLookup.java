/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.authn.RegistrationAndRecoveryLinkProvider;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.flow.state.LoginState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Accesses optional modules for the pages: the client, and the registration and recovery pages. */
@Component(service = LoginOptionalModuleLookup.class)
public class LoginOptionalModuleLookup {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ClientDirectory clients;

  private final ProviderTracker<RegistrationAndRecoveryLinkProvider> links;

  @Activate
  public LoginOptionalModuleLookup(@Reference ProviderRegistry registry) {
    this.links = registry.track(RegistrationAndRecoveryLinkProvider.class);
  }

  @Deactivate
  void close() {
    links.close();
  }

  /** Returns the client of the sign-in. */
  Optional<Client> findClient(TenantContext tenant, LoginState state) {
    var all = clients;
    return all == null
        ? Optional.empty()
        : state.requirement().clientId().flatMap(id -> all.find(tenant, id));
  }

  /** Returns whether registration is available. */
  boolean isRegistrationOffered(TenantContext tenant) {
    return first(provider -> provider.registrationPath(tenant)).isPresent();
  }

  /** Returns the registration URL. */
  Optional<String> registrationUrl(LoginPageRequest visit) {
    return first(provider -> provider.registrationPath(visit.tenant()))
        .map(path -> with(path, visit));
  }

  /** Returns the account recovery URL. */
  Optional<String> recoveryUrl(LoginPageRequest visit) {
    return first(provider -> provider.recoveryPath(visit.tenant())).map(path -> with(path, visit));
  }

  private Optional<String> first(
      Function<RegistrationAndRecoveryLinkProvider, Optional<String>> link) {
    List<ServiceLease<RegistrationAndRecoveryLinkProvider>> leases =
        new ArrayList<>(links.leaseAvailable());
    try {
      return leases.stream().flatMap(lease -> link.apply(lease.get()).stream()).findFirst();
    } finally {
      leases.forEach(ServiceLease::close);
    }
  }

  /** Adds the sign-in to return to, and the languages that the client requested. */
  private static String with(String path, LoginPageRequest visit) {
    var languages = visit.state().requirement().uiLocales();
    return path
        + "?attempt="
        + LoginUrls.encode(visit.attempt())
        + languages.map(tags -> "&ui_locales=" + LoginUrls.encode(tags)).orElse("");
  }
}
