/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.routing.AccessRequirement;
import org.lumoauth.platform.web.routing.EndpointOwner;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.routing.RouteTarget;
import org.lumoauth.platform.web.signature.ProviderCatalog;
import org.osgi.framework.Version;

/**
 * A target of one operation, which takes the names of grants; and what goes on once while it tells.
 */
final class DescribedDispatchTarget implements RouteTarget {
  private final String module;
  private final ProviderCatalog providers;
  private final AtomicInteger told = new AtomicInteger();
  private volatile boolean ready = true;
  private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> after = new AtomicReference<>(() -> {});

  DescribedDispatchTarget(String module, ProviderCatalog providers) {
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
  public List<RouteOperation> operations() {
    told.incrementAndGet();
    before.getAndSet(() -> {}).run();
    Set<String> grants =
        Set.copyOf(providers.of("grant", ApiRequestParameters.PARAMETERS).keySet());
    after.getAndSet(() -> {}).run();
    String path = "/" + module;
    return List.of(
        new RouteOperation(
            "GET",
            path,
            AccessRequirement.parse("open"),
            false,
            "",
            new OperationSchema(
                List.of(Map.of("name", "grant", "schema", Map.of("enum", grants))),
                Optional.empty(),
                Map.of(),
                Map.of()),
            new RequestMetrics().meterFor("GET", path)));
  }

  @Override
  public EndpointOwner owner() {
    return new EndpointOwner(module, Version.emptyVersion, 1, 0, 1);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void beginRequest() {
    // Not counted.
  }

  @Override
  public void endRequest() {
    // Not counted.
  }
}
