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
 * Bundles that were installed while the server ran and have not run yet: nothing is missing that
 * never was there. What the server came up with is none of them, and neither is a bundle that
 * follows another of its symbolic name, unless that one was taken away for good. They are
 * remembered over a restart; where that fails, they count as ones that did run.
 */
final class UnstartedBundles implements SynchronousBundleListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UnstartedBundles.class);
  private static final String FILE = "newcomers";

  private final BundleContext context;
  private final BundleTrafficGates gates;
  private final Set<Long> ids = ConcurrentHashMap.newKeySet();
  private final Set<String> departed = ConcurrentHashMap.newKeySet();

  private UnstartedBundles(BundleContext context, BundleTrafficGates gates) {
    this.context = context;
    this.gates = gates;
  }

  static UnstartedBundles watch(BundleContext context, BundleTrafficGates gates) {
    UnstartedBundles newcomers = new UnstartedBundles(context, gates);
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

  /** Whoever takes a module away for good bars its gate before. */
  private void depart(Bundle bundle) {
    if (gates.of(bundle.getBundleId()).isOpen()) {
      departed.add(bundle.getSymbolicName());
    } else {
      departed.remove(bundle.getSymbolicName());
    }
  }

  /** It is a newcomer no more; whether it was one. */
  private boolean settle(Bundle bundle) {
    boolean was = ids.remove(bundle.getBundleId());
    if (was) {
      remember();
    }
    return was;
  }

  /** Whether it takes the place of one that has run, be that one still there or not. */
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
      LOG.warn("module.newcomers-not-written file={}", path, e);
      path.toFile().delete(); // an old list might let one go that has run since
    }
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
  }
}
