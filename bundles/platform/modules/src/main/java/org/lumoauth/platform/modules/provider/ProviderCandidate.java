package org.lumoauth.platform.modules.provider;

import java.util.Comparator;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;
import org.lumoauth.api.module.ServiceLease;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A service that may be put in charge of its name.
 *
 * @param name its {@code lumoauth.name}
 * @param bundle whose it is
 * @param version that bundle's version
 * @param attempts when to try to have it, if that fails
 */
record ProviderCandidate<T>(
    String name,
    Bundle bundle,
    Version version,
    LazyService<T> service,
    ActivationBackoff attempts,
    BundleTrafficGate gate) {

  /** The one in charge first. */
  static final Comparator<ProviderCandidate<?>> PRECEDENCE =
      Comparator.<ProviderCandidate<?>>comparingInt(ProviderCandidate::ranking)
          .thenComparing(ProviderCandidate::version)
          .reversed()
          .thenComparingLong(ProviderCandidate::serviceId);

  int ranking() {
    var ranking = service.reference().getProperty(Constants.SERVICE_RANKING);
    return ranking instanceof Integer number ? number : 0;
  }

  private long serviceId() {
    return (Long) service.reference().getProperty(Constants.SERVICE_ID);
  }

  boolean isAvailable() {
    return gate.isOpen();
  }

  /** The service object; null if it cannot be had now. */
  T provider() {
    return service.get(attempts);
  }

  /** Holds the provider; null if its bundle takes no new work or the service cannot be had. */
  ServiceLease<T> acquire() {
    ModuleWorkPermit passage = gate.enter();
    if (passage == null) {
      return null;
    }
    T provider = null;
    try {
      provider = provider();
    } finally {
      if (provider == null) {
        passage.close();
      }
    }
    if (provider == null) {
      return null;
    }
    return new BundleServiceLease<>(provider, name, service.properties(), passage);
  }
}
