/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.web.ServerReadiness;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all health checks outside the request thread, at most twice a second regardless of the
 * request rate. A check fails if it times out, if it is required but not registered, or if its
 * service is unavailable: during startup, a missing check does not count as success.
 */
@Component(
    service = {ReadinessAggregator.class, ServerReadiness.class},
    configurationPid = "org.lumoauth.platform.health")
public final class ReadinessAggregator implements ServerReadiness {
  private static final Logger LOG = LoggerFactory.getLogger(ReadinessAggregator.class);
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long PATIENCE_MILLIS = 2_000;

  private final BundleContext context;
  private final Set<String> required;
  private final Map<ServiceReference<?>, ReadinessCheck> checks = new ConcurrentHashMap<>();
  private final Map<ServiceReference<?>, Object> services = new ConcurrentHashMap<>();
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(DaemonThreadFactory.named("lumoauth-readiness"));

  private SortedMap<String, String> last = Collections.emptySortedMap();
  private long lastNanos;
  private boolean asked;

  /**
   * A health check: its name and a supplier of its failure reason, which is empty if the check
   * passes.
   */
  private record ReadinessCheck(String name, Supplier<Optional<String>> problem) {}

  @Activate
  public ReadinessAggregator(BundleContext context, HealthConfig config) {
    this.context = context;
    // A value in a configuration file is one comma-separated string.
    this.required =
        Stream.of(String.join(",", config.requiredChecks()).split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Deactivate
  void deactivate() {
    asker.shutdownNow();
  }

  /** Binds only the reference: a temporarily unavailable probe must remain registered. */
  @Reference(
      service = ReadinessProbe.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindProbe(ServiceReference<ReadinessProbe> reference) {
    checks.put(
        reference,
        new ReadinessCheck(
            name(reference, ModulePropertyNames.NAME),
            () -> ask(reference, ReadinessProbe::findUnreadyReason)));
  }

  void unbindProbe(ServiceReference<ReadinessProbe> reference) {
    forget(reference);
  }

  @Reference(
      service = HealthCheck.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindHealthCheck(ServiceReference<HealthCheck> reference) {
    checks.put(
        reference,
        new ReadinessCheck(
            name(reference, HealthCheck.NAME), () -> ask(reference, ReadinessAggregator::problem)));
  }

  void unbindHealthCheck(ServiceReference<HealthCheck> reference) {
    forget(reference);
  }

  private void forget(ServiceReference<?> reference) {
    checks.remove(reference);
    if (services.remove(reference) != null) {
      context.ungetService(reference);
    }
  }

  private static Optional<String> problem(HealthCheck check) {
    Result result = check.execute();
    return result.isOk() || result.getStatus() == Result.Status.WARN
        ? Optional.empty()
        : Optional.of(result.getStatus().toString());
  }

  /** Only the checker thread gets services, so each is fetched once. */
  @SuppressWarnings("unchecked")
  private <T> Optional<String> ask(
      ServiceReference<T> reference, Function<T, Optional<String>> question) {
    T service = (T) services.get(reference);
    if (service == null) {
      service = context.getService(reference);
      if (service == null) {
        return Optional.of("the check is not available yet");
      }
      services.put(reference, service);
    }
    return question.apply(service);
  }

  private static String name(ServiceReference<?> reference, String property) {
    return reference.getProperty(property) instanceof String name
        ? name
        : reference.getBundle().getSymbolicName();
  }

  @Override
  public boolean isReady() {
    return failing().isEmpty();
  }

  /** Returns the sorted names of the failing checks; empty if the server is ready. */
  List<String> failing() {
    return List.copyOf(problems().keySet());
  }

  /** Returns the reason of each failing check by name, sorted; empty if the server is ready. */
  synchronized SortedMap<String, String> problems() {
    if (!asked || System.nanoTime() - lastNanos > FRESH_NANOS) {
      SortedMap<String, String> now = Collections.unmodifiableSortedMap(ask());
      if (!now.equals(last)) {
        LOG.info("readiness_changed failing={}", now);
      }
      last = now;
      lastNanos = System.nanoTime();
      asked = true;
    }
    return last;
  }

  private SortedMap<String, String> ask() {
    SortedMap<String, String> problems = new TreeMap<>();
    required.forEach(name -> problems.put(name, "the check is not registered yet"));
    for (ReadinessCheck check : checks.values()) {
      problems.remove(check.name());
    }
    for (ReadinessCheck check : checks.values()) {
      problem(check).ifPresent(problem -> problems.put(check.name(), problem));
    }
    return problems;
  }

  private Optional<String> problem(ReadinessCheck check) {
    Future<Optional<String>> answer = asker.submit(() -> check.problem().get());
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of("the check timed out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (ExecutionException e) {
      LOG.warn("check_failed name={}", check.name(), e.getCause());
      return Optional.of(e.getCause().getClass().getSimpleName());
    }
  }
}
