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
import org.lumoauth.api.module.DaemonThreadFactory;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.web.ServerReadiness;
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
 * Asks every check, off the request's thread and at most twice a second however often it is asked
 * itself. A check that does not answer in time fails, and so does one that must be there and is
 * not, or that can't be had: while a server starts, nobody there is no good sign.
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

  /** A check's name, and how to ask why it fails; empty if it does not. */
  private record ReadinessCheck(String name, Supplier<Optional<String>> problem) {}

  @Activate
  public ReadinessAggregator(BundleContext context, HealthConfig config) {
    this.context = context;
    // A line of a configuration file is one text with commas.
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

  /** With the reference alone: a check that can't be had just now must not be forgotten. */
  @Reference(
      service = ReadinessProbe.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindProbe(ServiceReference<ReadinessProbe> reference) {
    checks.put(
        reference,
        new ReadinessCheck(
            name(reference, ModuleProperties.NAME),
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

  /** The asker's thread alone fetches, so that each is fetched once. */
  @SuppressWarnings("unchecked")
  private <T> Optional<String> ask(
      ServiceReference<T> reference, Function<T, Optional<String>> question) {
    T service = (T) services.get(reference);
    if (service == null) {
      service = context.getService(reference);
      if (service == null) {
        return Optional.of("it can't be asked yet");
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

  /** The names of the checks that fail, sorted; empty if the server is ready. */
  List<String> failing() {
    return List.copyOf(problems().keySet());
  }

  /** The reason of each check that fails, by its name, sorted; empty if the server is ready. */
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
    required.forEach(name -> problems.put(name, "it is not there yet"));
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
      return Optional.of("no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (ExecutionException e) {
      LOG.warn("check_failed name={}", check.name(), e.getCause());
      return Optional.of(e.getCause().getClass().getSimpleName());
    }
  }
}
