/* SPDX-License-Identifier: Apache-2.0 */
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

/** The installed connectors and their provider presets. */
@Component(service = FederationConnectorRegistry.class)
public final class FederationConnectorRegistry {

  /**
   * A preset and its connector.
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

  /** Returns whether the connector is available. */
  public boolean has(String connector) {
    return connectors.names().contains(connector);
  }

  /** Returns all presets, in the order of their connectors. */
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

  /** Returns the preset with this name. */
  public Optional<ConnectorPreset> offer(String preset) {
    return offers().stream().filter(each -> each.preset().provider().equals(preset)).findFirst();
  }

  /**
   * Returns the connection settings passed to a connector.
   *
   * @throws ApiException 503 {@code module_unavailable} if the provider's preset is unavailable
   */
  public Map<String, Object> connection(
      SocialProviderDefinition settings, Optional<String> secret) {
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
   * Runs a function with a connector.
   *
   * @throws ApiException 503 {@code module_unavailable} if the connector is unavailable
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
