package org.lumoauth.platform.modules.provider;

import java.util.Comparator;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ModuleTraffic.Passage;
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
record Candidate<T>(
    String name,
    Bundle bundle,
    Version version,
    LazyService<T> service,
    Attempts attempts,
    BundleGate gate) {

  /** The one in charge first. */
  static final Comparator<Candidate<?>> PRECEDENCE =
      Comparator.<Candidate<?>>comparingInt(Candidate::ranking)
          .thenComparing(Candidate::version)
          .reversed()
          .thenComparingLong(Candidate::serviceId);

  int ranking() {
    var ranking = service.reference().getProperty(Constants.SERVICE_RANKING);
    return ranking instanceof Integer number ? number : 0;
  }

  private long serviceId() {
    return (Long) service.reference().getProperty(Constants.SERVICE_ID);
  }

  boolean admits() {
    return gate.admits();
  }

  /** The service object; null if it cannot be had now. */
  T provider() {
    return service.get(attempts);
  }

  /** Holds the provider; null if its bundle takes no new work or the service cannot be had. */
  Lease<T> acquire() {
    Passage passage = gate.enter();
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
    return new BundleLease<>(provider, name, service.properties(), passage);
  }
}
