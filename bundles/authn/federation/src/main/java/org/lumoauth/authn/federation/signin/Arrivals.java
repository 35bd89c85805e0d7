package org.lumoauth.authn.federation.signin;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.provider.Connectors;
import org.lumoauth.authn.federation.provider.ProviderStore;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who comes from a provider. */
@Component(service = Arrivals.class)
public final class Arrivals {

  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final int UNAVAILABLE = 503;

  private final Connectors connectors;
  private final ProviderStore providers;

  @Activate
  public Arrivals(@Reference Connectors connectors, @Reference ProviderStore providers) {
    this.connectors = connectors;
    this.providers = providers;
  }

  /**
   * Who it is there; empty if that is not proven. Why is for the log, not for the person.
   *
   * @throws Problem 503 if the provider, or the module that speaks with it, does not answer now:
   *     that says nothing of who it is
   */
  Optional<FederatedIdentity> identity(
      TenantContext tenant, SocialProvider provider, Answer answer) {
    var settings = provider.settings();
    try {
      var connection = connectors.connection(settings, providers.secret(tenant.id(), provider));
      return Optional.of(
          connectors.with(
              settings.connector(),
              connector ->
                  connector.complete(tenant, connection, answer.parameters(), answer.memory())));
    } catch (Problem e) {
      LOG.info(
          "federation.arrival tenant={} provider={} refused={}",
          tenant.slug(),
          provider.provider(),
          e.getMessage());
      if (unavailable(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Whether it is worth to come again. */
  static boolean unavailable(Problem problem) {
    return problem.status() == UNAVAILABLE;
  }

  /** An identity without what is needed no longer. */
  static FederatedIdentity withoutClaims(FederatedIdentity who) {
    return new FederatedIdentity(
        who.issuer(), who.subject(), who.email(), who.emailVerified(), Map.of());
  }
}
