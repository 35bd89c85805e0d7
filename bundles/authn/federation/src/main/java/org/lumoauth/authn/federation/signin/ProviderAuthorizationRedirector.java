/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.provider.FederationConnectorRegistry;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviderStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Redirects users to providers. */
@Component(service = ProviderAuthorizationRedirector.class)
public final class ProviderAuthorizationRedirector {

  private final FederatedLoginStore journeys;
  private final FederationConnectorRegistry connectors;
  private final SocialProviderStore providers;

  @Activate
  public ProviderAuthorizationRedirector(
      @Reference FederatedLoginStore journeys,
      @Reference FederationConnectorRegistry connectors,
      @Reference SocialProviderStore providers) {
    this.journeys = journeys;
    this.connectors = connectors;
    this.providers = providers;
  }

  /**
   * Starts a sign-in at a provider and returns the URL for the browser.
   *
   * @param attempt the id of the sign-in to continue, if it has begun
   * @param browser otherwise the keyed hash of the browser's secret
   * @param notBefore the earliest acceptable time of authentication
   * @throws org.lumoauth.api.web.ApiException if the provider's endpoints or its connector are
   *     unavailable
   */
  public String beginRedirect(
      TenantContext tenant,
      SocialProvider provider,
      Optional<String> attempt,
      Optional<String> browser,
      Optional<Instant> notBefore) {
    return beginRedirect(tenant, provider, attempt, browser, Optional.empty(), notBefore);
  }

  /**
   * Starts linking an identity to the user's account and returns the URL for the browser.
   *
   * @throws org.lumoauth.api.web.ApiException if the provider's endpoints or its connector are
   *     unavailable
   */
  public String beginRedirect(
      TenantContext tenant, SocialProvider provider, IdentityLinkSession owner) {
    return beginRedirect(
        tenant, provider, Optional.empty(), Optional.empty(), Optional.of(owner), Optional.empty());
  }

  private String beginRedirect(
      TenantContext tenant,
      SocialProvider provider,
      Optional<String> attempt,
      Optional<String> browser,
      Optional<IdentityLinkSession> owner,
      Optional<Instant> notBefore) {
    var settings = provider.settings();
    var connection = connectors.connection(settings, providers.secret(tenant.id(), provider));
    String state = journeys.newState();
    String callback = FederationUrls.callback(tenant, provider.provider());
    var redirect =
        connectors.with(
            settings.connector(),
            connector -> connector.begin(tenant, connection, callback, state, notBefore));
    journeys.storeLogin(
        tenant,
        state,
        new PendingFederatedLogin(
            provider.provider(),
            provider.version(),
            attempt,
            browser,
            owner,
            notBefore,
            redirect.memory()));
    return redirect.location();
  }
}
