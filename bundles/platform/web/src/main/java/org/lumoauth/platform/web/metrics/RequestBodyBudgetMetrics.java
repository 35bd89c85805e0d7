/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.metrics;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.lumoauth.platform.web.settings.RequestBodyBudget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Metrics of the budget that bounds the request bodies of the node. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=body-budget"})
public final class RequestBodyBudgetMetrics implements MetricSource {
  private final Supplier<RequestBodyBudget> current;

  @Activate
  public RequestBodyBudgetMetrics(@Reference HttpServerSettings settings) {
    this(() -> settings.values().bodyBudget());
  }

  RequestBodyBudgetMetrics(Supplier<RequestBodyBudget> current) {
    this.current = current;
  }

  @Override
  public List<Metric> metrics() {
    RequestBodyBudget budget = current.get();
    return List.of(
        Metric.gauge(
            "lumoauth_http_body_budget_bytes",
            "Maximum total bytes of request bodies that the node handles at the same " + "time.",
            budget.size()),
        Metric.gauge(
            "lumoauth_http_body_bytes_in_flight",
            "Bytes of request bodies currently charged to this budget.",
            budget.inFlight()),
        new Metric(
            "lumoauth_http_bodies_refused_total",
            Metric.MetricType.COUNTER,
            "Request bodies rejected because the budget was exhausted.",
            List.of(new Metric.MetricSample("", Map.of(), budget.refused()))));
  }
}
