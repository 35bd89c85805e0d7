/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.lumoauth.api.module.ModulePropertyNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Checks that every required module is installed and active. */
@Component(
    configurationPid = "org.lumoauth.platform.health",
    property = {HealthCheck.NAME + "=modules", HealthCheck.TAGS + "=lumoauth"})
@Designate(ocd = HealthConfig.class)
public final class RequiredModulesCheck implements HealthCheck {
  private final BundleContext context;
  private final Set<String> required;

  @Activate
  public RequiredModulesCheck(BundleContext context, HealthConfig config) {
    this.context = context;
    // A value in a configuration file is one comma-separated string.
    this.required =
        Stream.of(String.join(",", config.requiredModules()).split(","))
            .map(String::strip)
            .filter(module -> !module.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Result execute() {
    Set<String> missing = new TreeSet<>(required);
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getState() == Bundle.ACTIVE) {
        String module = bundle.getHeaders().get(ModulePropertyNames.MODULE_HEADER);
        if (module != null) {
          missing.remove(module);
        }
      }
    }
    return missing.isEmpty()
        ? new Result(Result.Status.OK, "every required module is active")
        : new Result(Result.Status.CRITICAL, "not active: " + String.join(", ", missing));
  }
}
