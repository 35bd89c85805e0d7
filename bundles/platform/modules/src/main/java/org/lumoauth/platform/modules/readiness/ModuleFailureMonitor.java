/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.module.ModuleFailureLookup;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.modules.lifecycle.ModuleBundleLookup;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects failed modules and reports the server as not ready while one exists. A failure counts
 * after some seconds, so that a module being upgraded is not reported.
 */
@Component(property = {"lumoauth.kind=readiness", "lumoauth.name=failed-modules"})
public final class ModuleFailureMonitor implements ModuleFailureLookup, ReadinessProbe {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleFailureMonitor.class);
  private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final BundleContext context;
  private final ComponentDiagnostics components;
  private final LongSupplier nanoTime;
  private final Map<String, Long> firstSeen = new TreeMap<>();
  private Map<String, String> current = Map.of();
  private @Nullable Long lookedAt;

  @Activate
  public ModuleFailureMonitor(BundleContext context, @Reference ServiceComponentRuntime runtime) {
    this(context, new ComponentDiagnostics(runtime), System::nanoTime);
  }

  ModuleFailureMonitor(
      BundleContext context, ComponentDiagnostics components, LongSupplier nanoTime) {
    this.context = context;
    this.components = components;
    this.nanoTime = nanoTime;
  }

  @Override
  public Optional<String> findUnreadyReason() {
    Map<String, String> failures = currentFailures();
    return failures.isEmpty() ? Optional.empty() : Optional.of("failed modules: " + failures);
  }

  @Override
  public synchronized Map<String, String> currentFailures() {
    long now = nanoTime.getAsLong();
    if (lookedAt == null || now - lookedAt > FRESH_NANOS) {
      lookedAt = now;
      current = lasting(failures(), now);
    }
    return current;
  }

  private Map<String, String> lasting(Map<String, String> failures, long now) {
    firstSeen.keySet().retainAll(failures.keySet());
    Map<String, String> lasting = new TreeMap<>();
    failures.forEach(
        (module, reason) -> {
          if (now - firstSeen.computeIfAbsent(module, name -> now) >= LASTING_NANOS) {
            lasting.put(module, reason);
            if (!current.containsKey(module)) {
              LOG.error("module_failed name={} reason=\"{}\"", module, reason);
            }
          }
        });
    return Collections.unmodifiableMap(lasting);
  }

  private Map<String, String> failures() {
    Map<String, String> failures = new TreeMap<>();
    for (Bundle bundle : new ModuleBundleLookup(context).all()) {
      if (bundle.getState() == Bundle.ACTIVE) {
        components
            .failed(bundle)
            .ifPresent(reason -> failures.putIfAbsent(ModuleBundleLookup.nameOf(bundle), reason));
      } else if (DependencyAvailabilityPredictor.isMarkedForStart(bundle)
          && (bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED)) {
        failures.putIfAbsent(ModuleBundleLookup.nameOf(bundle), "its bundle could not be started");
      }
    }
    return failures;
  }
}
