package org.lumoauth.authn.federation.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.federation.FederationConnector.Preset;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The connectors that are installed, and the providers that they know. */
@Component(service = Connectors.class)
public final class Connectors {

  /**
   * A preset, and who brings it.
   *
   * @param connector the connector's name
   */
  public record Offer(String connector, Preset preset) {}

  private final Providers<FederationConnector> connectors;

  @Activate
  public Connectors(@Reference ProviderRegistry registry) {
    this.connectors = registry.follow(FederationConnector.class);
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
  public List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    for (Lease<FederationConnector> lease : connectors.acquireAll()) {
      try (lease) {
        lease.get().presets().forEach(preset -> offers.add(new Offer(lease.name(), preset)));
      }
    }
    return offers;
  }

  /** The preset of this name. */
  public Optional<Offer> offer(String preset) {
    return offers().stream().filter(each -> each.preset().provider().equals(preset)).findFirst();
  }

  /**
   * What a connector is told of a connection.
   *
   * @throws Problem 503 {@code module_unavailable} if nobody brings the provider's preset now
   */
  public Map<String, Object> connection(ProviderSettings settings, Optional<String> secret) {
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
   * @throws Problem 503 {@code module_unavailable} if it is not there just now
   */
  public <T> T with(String connector, Function<FederationConnector, T> work) {
    try (Lease<FederationConnector> lease =
        connectors.acquire(connector).orElseThrow(() -> away(connector))) {
      return work.apply(lease.get());
    }
  }

  private static Problem away(String connector) {
    return Problem.moduleUnavailable("authn-federation-" + connector);
  }
}
