package org.lumoauth.platform.health;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.ModuleFailures;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Says whether the server accepts work, and if not, which checks fail and which modules have
 * failed. The reasons, which may quote exceptions, are shown to the operator's network alone.
 */
@AnswersWith(status = 200)
@Component(
    configurationPid = "org.lumoauth.platform.health",
    property = {WebProperties.ROUTES + "=GET /system/health/ready", WebProperties.GUARD + "=open"})
public final class ReadyEndpoint implements HotEndpoint {
  private final Readiness readiness;
  private final OperatorNetwork network;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ModuleFailures moduleFailures;

  @Activate
  public ReadyEndpoint(@Reference Readiness readiness, HealthConfig config) {
    this.readiness = readiness;
    this.network = new OperatorNetwork(config);
  }

  record ReadyBody(String status, List<String> failing) {}

  record UnreadyBody(
      String status,
      List<String> failing,
      List<FailingCheck> reasons,
      List<FailedModule> failedModules) {}

  record FailingCheck(String check, String reason) {}

  record FailedModule(String module, Optional<String> reason) {}

  @Override
  public void handle(Exchange exchange) throws IOException {
    Map<String, String> problems = readiness.problems();
    List<String> failing = List.copyOf(problems.keySet());
    if (failing.isEmpty()) {
      exchange.writeJson(200, new ReadyBody("ready", failing));
    } else {
      boolean withReasons = network.contains(exchange);
      exchange.response().setHeader("Retry-After", "1");
      exchange.writeJson(
          503,
          new UnreadyBody(
              "unready",
              failing,
              withReasons ? reasons(problems) : List.of(),
              failedModules(withReasons)));
    }
  }

  private static List<FailingCheck> reasons(Map<String, String> problems) {
    return problems.entrySet().stream()
        .map(problem -> new FailingCheck(problem.getKey(), problem.getValue()))
        .toList();
  }

  private List<FailedModule> failedModules(boolean withReason) {
    ModuleFailures failures = moduleFailures;
    if (failures == null) {
      return List.of();
    }
    return failures.current().entrySet().stream()
        .map(
            failure ->
                new FailedModule(
                    failure.getKey(), Optional.of(failure.getValue()).filter(r -> withReason)))
        .toList();
  }
}
