package org.lumoauth.platform.web.describe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.platform.web.description.Takes;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.lumoauth.platform.web.routing.Guard;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Owner;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.routing.Target;
import org.lumoauth.platform.web.signature.Providers;
import org.osgi.framework.Version;

/**
 * A target of one operation, which takes the names of grants; and what goes on once while it tells.
 */
final class DescribedTarget implements Target {
  private final String module;
  private final Providers providers;
  private final AtomicInteger told = new AtomicInteger();
  private volatile boolean ready = true;
  private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> after = new AtomicReference<>(() -> {});

  DescribedTarget(String module, Providers providers) {
    this.module = module;
    this.providers = providers;
  }

  void ready(boolean answers) {
    ready = answers;
  }

  void whenTold(Runnable meanwhile) {
    before.set(meanwhile);
  }

  void afterTold(Runnable meanwhile) {
    after.set(meanwhile);
  }

  int told() {
    return told.get();
  }

  @Override
  public List<Operation> operations() {
    told.incrementAndGet();
    before.getAndSet(() -> {}).run();
    Set<String> grants = Set.copyOf(providers.of("grant", Takes.PARAMETERS).keySet());
    after.getAndSet(() -> {}).run();
    String path = "/" + module;
    return List.of(
        new Operation(
            "GET",
            path,
            Guard.parse("open"),
            false,
            "",
            new Signature(
                List.of(Map.of("name", "grant", "schema", Map.of("enum", grants))),
                Optional.empty(),
                Map.of(),
                Map.of()),
            new RequestMeters().of("GET", path)));
  }

  @Override
  public Owner owner() {
    return new Owner(module, Version.emptyVersion, 1, 0, 1);
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public void enter() {
    // Not counted.
  }

  @Override
  public void leave() {
    // Not counted.
  }
}
