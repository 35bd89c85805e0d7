/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.ModuleFailureLookup;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Reports whether the server is ready. If not, lists the failing checks and failed modules. The
 * reasons may quote exceptions, so only the operator's network sees them.
 */
@ApiResponse(status = 200)
@Component(
    configurationPid = "org.lumoauth.platform.health",
    property = {
      EndpointServicePropertyNames.ROUTES + "=GET /system/health/ready",
      HttpHandler.SUMMARY + "=Check whether the server is ready",
      EndpointServicePropertyNames.GUARD + "=open"
    })
public final class ReadinessEndpoint implements HttpHandler {
  private final ReadinessAggregator readiness;
  private final OperatorNetworkAllowlist network;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ModuleFailureLookup moduleFailures;

  @Activate
  public ReadinessEndpoint(@Reference ReadinessAggregator readiness, HealthConfig config) {
    this.readiness = readiness;
    this.network = new OperatorNetworkAllowlist(config);
  }

  record ReadinessBody(String status, List<String> failing) {}

  record FailedReadinessBody(
      String status,
      List<String> failing,
      List<FailedReadinessCheck> reasons,
      List<FailedModule> failedModules) {}

  record FailedReadinessCheck(String check, String reason) {}

  record FailedModule(String module, Optional<String> reason) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Map<String, String> problems = readiness.problems();
    List<String> failing = List.copyOf(problems.keySet());
    if (failing.isEmpty()) {
      exchange.writeJson(200, new ReadinessBody("ready", failing));
    } else {
      boolean withReasons = network.contains(exchange);
      exchange.response().setHeader("Retry-After", "1");
      exchange.writeJson(
          503,
          new FailedReadinessBody(
              "unready",
              failing,
              withReasons ? reasons(problems) : List.of(),
              failedModules(withReasons)));
    }
  }

  private static List<FailedReadinessCheck> reasons(Map<String, String> problems) {
    return problems.entrySet().stream()
        .map(problem -> new FailedReadinessCheck(problem.getKey(), problem.getValue()))
        .toList();
  }

  private List<FailedModule> failedModules(boolean withReason) {
    ModuleFailureLookup failures = moduleFailures;
    if (failures == null) {
      return List.of();
    }
    return failures.currentFailures().entrySet().stream()
        .map(
            failure ->
                new FailedModule(
                    failure.getKey(), Optional.of(failure.getValue()).filter(r -> withReason)))
        .toList();
  }
}
