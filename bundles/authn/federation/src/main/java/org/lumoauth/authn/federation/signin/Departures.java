package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.provider.Connectors;
import org.lumoauth.authn.federation.provider.ProviderStore;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sends people to providers. */
@Component(service = Departures.class)
public final class Departures {

  private final Journeys journeys;
  private final Connectors connectors;
  private final ProviderStore providers;

  @Activate
  public Departures(
      @Reference Journeys journeys,
      @Reference Connectors connectors,
      @Reference ProviderStore providers) {
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
   * @throws org.lumoauth.api.web.Problem if the provider's endpoints cannot be had, or its
   *     connector is away
   */
  public String leave(
      TenantContext tenant,
      SocialProvider provider,
      Optional<String> attempt,
      Optional<String> browser,
      Optional<Instant> notBefore) {
    return leave(tenant, provider, attempt, browser, Optional.empty(), notBefore);
  }

  /**
   * Where to send the browser of somebody who adds an identity to their account.
   *
   * @throws org.lumoauth.api.web.Problem as above
   */
  String leave(TenantContext tenant, SocialProvider provider, Owner owner) {
    return leave(
        tenant, provider, Optional.empty(), Optional.empty(), Optional.of(owner), Optional.empty());
  }

  private String leave(
      TenantContext tenant,
      SocialProvider provider,
      Optional<String> attempt,
      Optional<String> browser,
      Optional<Owner> owner,
      Optional<Instant> notBefore) {
    var settings = provider.settings();
    var connection = connectors.connection(settings, providers.secret(tenant.id(), provider));
    String state = journeys.newState();
    String callback = SocialAddress.callback(tenant, provider.provider());
    var redirect =
        connectors.with(
            settings.connector(),
            connector -> connector.begin(tenant, connection, callback, state, notBefore));
    journeys.leave(
        tenant,
        state,
        new Journey(
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
