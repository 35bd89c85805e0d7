/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.RetryingServiceTracker;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Serves metrics to Prometheus on the operator's network. Other clients get a 404. */
@ApiResponse(status = 200)
@Component(
    configurationPid = "org.lumoauth.platform.health",
    property = {
      EndpointServicePropertyNames.ROUTES + "=GET /system/metrics",
      HttpHandler.SUMMARY + "=Get the metrics of the server (Prometheus)",
      EndpointServicePropertyNames.GUARD + "=open"
    })
public final class MetricsEndpoint implements HttpHandler {
  private final OperatorNetworkAllowlist network;
  private final RetryingServiceTracker<MetricSource> sources;

  @Activate
  public MetricsEndpoint(BundleContext context, HealthConfig config) {
    this.network = new OperatorNetworkAllowlist(config);
    this.sources = new RetryingServiceTracker<>(context);
  }

  @Reference(
      service = MetricSource.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindSource(ServiceReference<MetricSource> reference) {
    sources.add(reference);
  }

  void unbindSource(ServiceReference<MetricSource> reference) {
    sources.remove(reference);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!network.contains(exchange)) {
      throw ApiException.notFound("No resource exists at this path.");
    }
    List<Metric> metrics = new ArrayList<>();
    sources.get().forEach(source -> metrics.addAll(source.metrics()));
    byte[] text =
        PrometheusTextWriter.of(MetricFamilyMerger.of(metrics)).getBytes(StandardCharsets.UTF_8);
    exchange.response().setContentType("text/plain; version=0.0.4; charset=utf-8");
    exchange.response().setContentLength(text.length);
    exchange.response().getOutputStream().write(text);
  }
}
