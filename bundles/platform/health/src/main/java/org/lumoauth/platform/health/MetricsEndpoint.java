package org.lumoauth.platform.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.LateServices;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Metrics for a Prometheus on the operator's network; for anybody else there is nothing here. */
@AnswersWith(status = 200)
@Component(
    configurationPid = "org.lumoauth.platform.health",
    property = {WebProperties.ROUTES + "=GET /system/metrics", WebProperties.GUARD + "=open"})
public final class MetricsEndpoint implements HotEndpoint {
  private final OperatorNetwork network;
  private final LateServices<MetricSource> sources;

  @Activate
  public MetricsEndpoint(BundleContext context, HealthConfig config) {
    this.network = new OperatorNetwork(config);
    this.sources = new LateServices<>(context);
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
  public void handle(Exchange exchange) throws IOException {
    if (!network.contains(exchange)) {
      throw Problem.notFound("There is nothing at this path.");
    }
    List<Metric> metrics = new ArrayList<>();
    sources.get().forEach(source -> metrics.addAll(source.metrics()));
    byte[] text = PrometheusText.of(Families.of(metrics)).getBytes(StandardCharsets.UTF_8);
    exchange.response().setContentType("text/plain; version=0.0.4; charset=utf-8");
    exchange.response().setContentLength(text.length);
    exchange.response().getOutputStream().write(text);
  }
}
