package org.lumoauth.platform.health;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.api.module.ReadinessProbe;
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
 * itself. A check that does not answer in time fails.
 */
@Component(service = Readiness.class)
public final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long PATIENCE_MILLIS = 2_000;

  private final Map<ServiceReference<?>, Check> checks = new ConcurrentHashMap<>();
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "lumoauth-readiness");
            thread.setDaemon(true);
            return thread;
          });

  private Map<String, String> last = Map.of();
  private long lastNanos;
  private boolean asked;

  private interface Check {
    String name();

    /** Why it fails; empty if it does not. */
    Optional<String> problem();
  }

  private record ProbeCheck(String name, ReadinessProbe probe) implements Check {
    @Override
    public Optional<String> problem() {
      return probe.unready();
    }
  }

  private record FelixCheck(String name, HealthCheck check) implements Check {
    @Override
    public Optional<String> problem() {
      Result result = check.execute();
      return result.isOk() || result.getStatus() == Result.Status.WARN
          ? Optional.empty()
          : Optional.of(result.getStatus().toString());
    }
  }

  @Activate
  public Readiness() {
    // What it asks comes by the dynamic references.
  }

  @Deactivate
  void deactivate() {
    asker.shutdownNow();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindProbe(ServiceReference<ReadinessProbe> reference, ReadinessProbe probe) {
    checks.put(reference, new ProbeCheck(name(reference, ModuleProperties.NAME), probe));
  }

  void unbindProbe(ServiceReference<ReadinessProbe> reference) {
    checks.remove(reference);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindHealthCheck(ServiceReference<HealthCheck> reference, HealthCheck check) {
    checks.put(reference, new FelixCheck(name(reference, HealthCheck.NAME), check));
  }

  void unbindHealthCheck(ServiceReference<HealthCheck> reference) {
    checks.remove(reference);
  }

  private static String name(ServiceReference<?> reference, String property) {
    return reference.getProperty(property) instanceof String name
        ? name
        : reference.getBundle().getSymbolicName();
  }

  /** The names of the checks that fail, sorted; empty if the server is ready. */
  synchronized List<String> failing() {
    if (!asked || System.nanoTime() - lastNanos > FRESH_NANOS) {
      Map<String, String> now = ask();
      if (!now.equals(last)) {
        LOG.info("readiness_changed failing={}", now);
      }
      last = now;
      lastNanos = System.nanoTime();
      asked = true;
    }
    return List.copyOf(last.keySet());
  }

  private Map<String, String> ask() {
    Map<String, String> problems = new TreeMap<>();
    for (Check check : checks.values()) {
      problem(check).ifPresent(problem -> problems.put(check.name(), problem));
    }
    return problems;
  }

  private Optional<String> problem(Check check) {
    Future<Optional<String>> answer = asker.submit(check::problem);
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
