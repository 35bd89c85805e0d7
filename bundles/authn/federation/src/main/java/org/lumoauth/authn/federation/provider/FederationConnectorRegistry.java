package org.lumoauth.authn.federation.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.federation.FederationConnector.FederationProviderPreset;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The connectors that are installed, and the providers that they know. */
@Component(service = FederationConnectorRegistry.class)
public final class FederationConnectorRegistry {

  /**
   * A preset, and who brings it.
   *
   * @param connector the connector's name
   */
  public record ConnectorPreset(String connector, FederationProviderPreset preset) {}

  private final ProviderTracker<FederationConnector> connectors;

  @Activate
  public FederationConnectorRegistry(@Reference ProviderRegistry registry) {
    this.connectors = registry.track(FederationConnector.class);
  }

  @Deactivate
  void close() {
    connectors.close();
  }

  /** Whether the connector is there now. */
  public boolean has(String connector) {
    return connectors.names().contains(connector);
  }

  /** All presets, in the order of their connectors. */
  public List<ConnectorPreset> offers() {
    List<ConnectorPreset> offers = new ArrayList<>();
    for (ServiceLease<FederationConnector> lease : connectors.leaseAvailable()) {
      try (lease) {
        lease
            .get()
            .presets()
            .forEach(preset -> offers.add(new ConnectorPreset(lease.name(), preset)));
      }
    }
    return offers;
  }

  /** The preset of this name. */
  public Optional<ConnectorPreset> offer(String preset) {
    return offers().stream().filter(each -> each.preset().provider().equals(preset)).findFirst();
  }

  /**
   * What a connector is told of a connection.
   *
   * @throws ApiException 503 {@code module_unavailable} if nobody brings the provider's preset now
   */
  public Map<String, Object> connection(SocialProviderSettings settings, Optional<String> secret) {
    var preset =
        offer(settings.preset())
            .filter(each -> each.connector().equals(settings.connector()))
            .orElseThrow(() -> away(settings.connector()))
            .preset();
    Map<String, Object> connection = new HashMap<>(preset.settings());
    connection.put("scopes", preset.scopes());
    connection.putAll(settings.connection());
    secret.ifPresent(text -> connection.put("clientSecret", text));
    return connection;
  }

  /**
   * Lets a connector do something.
   *
   * @throws ApiException 503 {@code module_unavailable} if it is not there just now
   */
  public <T> T with(String connector, Function<FederationConnector, T> work) {
    try (ServiceLease<FederationConnector> lease =
        connectors.lease(connector).orElseThrow(() -> away(connector))) {
      return work.apply(lease.get());
    }
  }

  private static ApiException away(String connector) {
    return ApiException.moduleUnavailable("authn-federation-" + connector);
  }
}
