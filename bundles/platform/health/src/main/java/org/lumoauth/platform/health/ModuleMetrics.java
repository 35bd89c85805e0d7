/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.ModulePropertyNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reports the number of modules by state, and each module that is not active. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=modules"})
public final class ModuleMetrics implements MetricSource {

  private final BundleContext context;

  @Activate
  public ModuleMetrics(BundleContext context) {
    this.context = context;
  }

  @Override
  public List<Metric> metrics() {
    Map<String, Integer> states = new TreeMap<>();
    for (String state : List.of("active", "starting", "stopping", "resolved", "installed")) {
      states.put(state, 0);
    }
    Map<String, MetricSample> inactive = new TreeMap<>();
    for (Bundle bundle : context.getBundles()) {
      String module = bundle.getHeaders().get(ModulePropertyNames.MODULE_HEADER);
      if (module != null) {
        String state = state(bundle.getState());
        states.merge(state, 1, Integer::sum);
        if (!state.equals("active")) {
          inactive.put(module, new MetricSample("", Map.of("module", module, "state", state), 1));
        }
      }
    }
    List<MetricSample> counts = new ArrayList<>();
    states.forEach(
        (state, count) -> counts.add(new MetricSample("", Map.of("state", state), count)));
    return List.of(
        new Metric(
            "lumoauth_modules", Metric.MetricType.GAUGE, "Installed modules, by state.", counts),
        new Metric(
            "lumoauth_module_inactive",
            Metric.MetricType.GAUGE,
            "A module that is not active; always 1.",
            List.copyOf(inactive.values())));
  }

  private static String state(int state) {
    return switch (state) {
      case Bundle.ACTIVE -> "active";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      case Bundle.RESOLVED -> "resolved";
      default -> "installed";
    };
  }
}
