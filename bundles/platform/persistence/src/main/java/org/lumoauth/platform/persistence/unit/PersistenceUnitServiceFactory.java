/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the persistence unit of each bundle that uses the service {@link PersistenceUnit}, and
 * closes it when the bundle no longer uses it. The only changelog {@code db/*.xml} of the bundle
 * names the unit.
 */
public final class PersistenceUnitServiceFactory implements ServiceFactory<PersistenceUnit> {
  private static final Logger LOG = LoggerFactory.getLogger(PersistenceUnitServiceFactory.class);
  private static final String FOLDER = "db";
  private static final String SUFFIX = ".xml";

  private final PersistenceUnitFactory units;
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  public PersistenceUnitServiceFactory(PersistenceUnitFactory units) {
    this.units = units;
  }

  @Override
  public PersistenceUnit getService(
      Bundle bundle, ServiceRegistration<PersistenceUnit> registration) {
    String user = bundle.getSymbolicName();
    try {
      PersistenceUnit unit =
          units.open(
              PersistenceUnitDefinition.ofTables(
                  nameOf(bundle), bundle.adapt(BundleWiring.class).getClassLoader()));
      failures.remove(user);
      return unit;
    } catch (RuntimeException e) {
      LOG.error("persistence.unit-failed bundle={} reason={}", user, e.getMessage(), e);
      failures.put(user, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @Override
  public void ungetService(
      Bundle bundle, ServiceRegistration<PersistenceUnit> registration, PersistenceUnit unit) {
    unit.close();
  }

  /** Returns why units could not be opened, by the symbolic name of the bundle. */
  public Map<String, String> failures() {
    return new TreeMap<>(failures);
  }

  private static String nameOf(Bundle bundle) {
    var entries = bundle.findEntries(FOLDER, "*" + SUFFIX, false);
    List<URL> changelogs = entries == null ? List.of() : Collections.list(entries);
    if (changelogs.size() != 1) {
      throw new IllegalStateException(
          "The bundle "
              + bundle.getSymbolicName()
              + " must contain exactly one changelog db/*.xml to use its persistence unit, but"
              + " contains "
              + changelogs.size()
              + ".");
    }
    String path = changelogs.get(0).getPath();
    return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
  }
}
