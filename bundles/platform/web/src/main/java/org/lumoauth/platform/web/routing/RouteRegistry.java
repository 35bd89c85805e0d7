/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.UnavailableRouteRegistry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of the running server. A route of an unavailable but installed module is remembered,
 * so that requests to it fail with 503 and not with 404; a route of an uninstalled module is
 * forgotten.
 */
@Component(service = {RouteRegistry.class, UnavailableRouteRegistry.class})
public final class RouteRegistry implements UnavailableRouteRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(RouteRegistry.class);

  private final BundleContext context;
  private final SynchronousBundleListener uninstalled = this::bundleChanged;
  private final Map<RouteTarget, List<RoutePattern>> present = new LinkedHashMap<>();
  private final Map<RoutePattern, EndpointOwner> away = new HashMap<>();
  private volatile RouteTrie trie = RouteTrie.of(List.of());
  private volatile RouteTargetSnapshot serving = new RouteTargetSnapshot(0, List.of());
  private volatile boolean streamsBodies;

  @Activate
  public RouteRegistry(BundleContext context) {
    this.context = context;
    context.addBundleListener(uninstalled);
  }

  @Deactivate
  void deactivate() {
    context.removeBundleListener(uninstalled);
  }

  /** Returns the current routes. */
  public RouteTrie trie() {
    return trie;
  }

  /** Returns whether any target reads request bodies as streams. */
  public boolean hasStreamedRoutes() {
    return streamsBodies;
  }

  /** Returns all targets that serve a route, ready or not. */
  public RouteTargetSnapshot servedRoutes() {
    return serving;
  }

  /** Adds a target; malformed routes are logged and skipped. */
  public synchronized void add(RouteTarget target, Collection<String> routes) {
    List<RoutePattern> patterns = new ArrayList<>();
    for (String route : routes) {
      try {
        patterns.add(RoutePattern.parse(route));
      } catch (IllegalArgumentException e) {
        LOG.error("route_malformed module={} problem={}", target.owner().module(), e.getMessage());
      }
    }
    patterns.forEach(away::remove);
    present.put(target, patterns);
    rebuild();
  }

  /** Removes a target: it receives no new request after this method returns. */
  public synchronized void remove(RouteTarget target) {
    List<RoutePattern> patterns = present.remove(target);
    if (patterns != null) {
      patterns.forEach(pattern -> away.put(pattern, target.owner()));
      present.values().forEach(others -> others.forEach(away::remove));
      forgetUninstalled(target.owner().bundleId());
      rebuild();
    }
  }

  @Override
  public synchronized void forget(long bundleId) {
    if (away.values().removeIf(owner -> owner.bundleId() == bundleId)) {
      rebuild();
    }
  }

  private void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      forget(event.getBundle().getBundleId());
    }
  }

  private void forgetUninstalled(long bundleId) {
    Bundle bundle = context.getBundle(bundleId);
    if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
      away.values().removeIf(owner -> owner.bundleId() == bundleId);
    }
  }

  private void rebuild() {
    List<RouteTrie.RouteTrieEntry> entries = new ArrayList<>();
    present.forEach(
        (target, patterns) ->
            patterns.forEach(
                p ->
                    entries.add(new RouteTrie.RouteTrieEntry(p, target, target.owner().module()))));
    away.forEach((p, owner) -> entries.add(new RouteTrie.RouteTrieEntry(p, null, owner.module())));
    streamsBodies = present.keySet().stream().anyMatch(RouteTarget::streamsBody);
    trie = RouteTrie.of(entries);
    serving = new RouteTargetSnapshot(serving.revision() + 1, List.copyOf(present.keySet()));
  }
}
