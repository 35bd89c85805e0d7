/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles installed while the server runs and not started yet. Their providers do not count as
 * missing. Bundles from startup are excluded, as are bundles that replace another of the same
 * symbolic name, unless that one was permanently removed. The set is persistent; if that fails, the
 * bundles count as started before.
 */
final class NeverStartedBundleTracker implements SynchronousBundleListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NeverStartedBundleTracker.class);
  private static final String FILE = "newcomers";

  private final BundleContext context;
  private final BundleTrafficGates gates;
  private final Set<Long> ids = ConcurrentHashMap.newKeySet();
  private final Set<String> departed = ConcurrentHashMap.newKeySet();

  private NeverStartedBundleTracker(BundleContext context, BundleTrafficGates gates) {
    this.context = context;
    this.gates = gates;
  }

  static NeverStartedBundleTracker watch(BundleContext context, BundleTrafficGates gates) {
    NeverStartedBundleTracker newcomers = new NeverStartedBundleTracker(context, gates);
    newcomers.recall();
    context.addBundleListener(newcomers);
    return newcomers;
  }

  boolean contains(Bundle bundle) {
    return ids.contains(bundle.getBundleId());
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    switch (event.getType()) {
      case BundleEvent.INSTALLED -> {
        if (!follows(bundle) && ids.add(bundle.getBundleId())) {
          remember();
        }
      }
      case BundleEvent.STARTED -> settle(bundle);
      case BundleEvent.UNINSTALLED -> {
        if (!settle(bundle) && bundle.getSymbolicName() != null) {
          depart(bundle);
        }
      }
      default -> {}
    }
  }

  /** Handles the removal of a bundle. A permanent removal closes its gate first. */
  private void depart(Bundle bundle) {
    if (gates.of(bundle.getBundleId()).isOpen()) {
      departed.add(bundle.getSymbolicName());
    } else {
      departed.remove(bundle.getSymbolicName());
    }
  }

  /** Removes the bundle from the set. Returns whether it was included. */
  private boolean settle(Bundle bundle) {
    boolean was = ids.remove(bundle.getBundleId());
    if (was) {
      remember();
    }
    return was;
  }

  /** Returns whether the bundle replaces a previously started bundle, installed or not. */
  private boolean follows(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name != null
        && (departed.contains(name)
            || Arrays.stream(context.getBundles())
                .anyMatch(
                    other ->
                        !other.equals(bundle)
                            && name.equals(other.getSymbolicName())
                            && !contains(other)));
  }

  private void recall() {
    File file = context.getDataFile(FILE);
    if (file == null || !file.exists()) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file.toPath())) {
        Bundle bundle = context.getBundle(Long.parseLong(line));
        if (bundle != null && bundle.getState() != Bundle.ACTIVE) {
          ids.add(bundle.getBundleId());
        }
      }
    } catch (IOException | NumberFormatException e) {
      LOG.warn("module.newcomers-not-read file={}", file, e);
    }
  }

  private synchronized void remember() {
    File file = context.getDataFile(FILE);
    if (file == null) {
      return;
    }
    Path path = file.toPath();
    try {
      List<String> lines = ids.stream().sorted().map(String::valueOf).toList();
      Files.write(path, lines);
    } catch (IOException e) {
      boolean deleted = path.toFile().delete(); // an outdated list might ignore a started bundle
      LOG.warn("module.newcomers-not-written file={} deleted={}", path, deleted, e);
    }
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
  }
}
