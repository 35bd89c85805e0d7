/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.provider.FederationConnectorRegistry;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviderStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies callbacks of providers. */
@Component(service = ProviderCallbackVerifier.class)
public final class ProviderCallbackVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderCallbackVerifier.class);
  private static final int UNAVAILABLE = 503;

  private final FederationConnectorRegistry connectors;
  private final SocialProviderStore providers;

  @Activate
  public ProviderCallbackVerifier(
      @Reference FederationConnectorRegistry connectors, @Reference SocialProviderStore providers) {
    this.connectors = connectors;
    this.providers = providers;
  }

  /**
   * Returns the identity at the provider; empty if it is not proven. The reason is logged and not
   * shown to the user.
   *
   * @throws ApiException 503 if the provider or its connector is unavailable, which does not affect
   *     the identity
   */
  public Optional<FederatedIdentity> resolveIdentity(
      TenantContext tenant, SocialProvider provider, ProviderCallback answer) {
    var settings = provider.settings();
    try {
      var connection = connectors.connection(settings, providers.secret(tenant.id(), provider));
      return Optional.of(
          connectors.with(
              settings.connector(),
              connector ->
                  connector.complete(tenant, connection, answer.parameters(), answer.memory())));
    } catch (ApiException e) {
      LOG.info(
          "federation.arrival tenant={} provider={} refused={}",
          tenant.slug(),
          provider.provider(),
          e.getMessage());
      if (isUnavailable(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Returns whether the error is temporary. */
  static boolean isUnavailable(ApiException problem) {
    return problem.status() == UNAVAILABLE;
  }

  /** Returns the identity without claims that are no longer required. */
  public static FederatedIdentity withoutClaims(FederatedIdentity who) {
    return new FederatedIdentity(
        who.issuer(), who.subject(), who.email(), who.emailVerified(), Map.of());
  }
}
