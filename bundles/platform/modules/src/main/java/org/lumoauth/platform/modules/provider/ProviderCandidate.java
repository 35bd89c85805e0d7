/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.Comparator;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;
import org.lumoauth.api.module.ServiceLease;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A candidate provider for a name.
 *
 * @param name the {@code lumoauth.name}
 * @param bundle the bundle
 * @param version the bundle's version
 * @param attempts limits activation attempts after failures
 */
record ProviderCandidate<T>(
    String name,
    Bundle bundle,
    Version version,
    LazyService<T> service,
    ActivationBackoff attempts,
    BundleTrafficGate gate) {

  /** Orders by precedence, the active provider first. */
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

  /** Returns the service object, or null if it is unavailable. */
  T provider() {
    return service.get(attempts);
  }

  /**
   * Leases the provider. Returns null if its bundle accepts no new work or the service is
   * unavailable.
   */
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
