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

/** Sends people to providers. */
@Component(service = AuthorizationRedirector.class)
public final class AuthorizationRedirector {

  private final FederatedLoginStore journeys;
  private final FederationConnectorRegistry connectors;
  private final SocialProviderStore providers;

  @Activate
  public AuthorizationRedirector(
      @Reference FederatedLoginStore journeys,
      @Reference FederationConnectorRegistry connectors,
      @Reference SocialProviderStore providers) {
    this.journeys = journeys;
    this.connectors = connectors;
    this.providers = providers;
  }

  /**
   * Where to send the browser.
   *
   * @param attempt the sign-in that it comes back to, if one has begun
   * @param browser else the keyed hash of the browser's secret
   * @param notBefore the earliest that the person may have proven who they are
   * @throws org.lumoauth.api.web.ApiException if the provider's endpoints cannot be had, or its
   *     connector is away
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
   * Where to send the browser of somebody who adds an identity to their account.
   *
   * @throws org.lumoauth.api.web.ApiException as above
   */
  String beginRedirect(TenantContext tenant, SocialProvider provider, LinkingSession owner) {
    return beginRedirect(
        tenant, provider, Optional.empty(), Optional.empty(), Optional.of(owner), Optional.empty());
  }

  private String beginRedirect(
      TenantContext tenant,
      SocialProvider provider,
      Optional<String> attempt,
      Optional<String> browser,
      Optional<LinkingSession> owner,
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
        new FederatedLogin(
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
