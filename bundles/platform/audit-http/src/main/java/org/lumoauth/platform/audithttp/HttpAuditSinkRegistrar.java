/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.support.audit.AuditDeliveryQueue;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Registers the sink if a receiver is configured. */
@Component(
    immediate = true,
    service = MetricSource.class,
    configurationPid = HttpAuditConfig.PID,
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-audit-http"})
@Designate(ocd = HttpAuditConfig.class)
public final class HttpAuditSinkRegistrar implements MetricSource {
  private static final int MAX_BATCH = 1000;

  private AuditDeliveryQueue delivery;
  private ServiceRegistration<AuditSink> registration;

  /**
   * Starts the sink if a receiver URL is set.
   *
   * @throws IllegalArgumentException if a setting is invalid
   */
  @Activate
  public HttpAuditSinkRegistrar(
      BundleContext context, HttpAuditConfig config, @Reference OutboundHttpClient http) {
    this(context, config, http, System.getenv());
  }

  HttpAuditSinkRegistrar(
      BundleContext context,
      HttpAuditConfig config,
      OutboundHttpClient http,
      Map<String, String> environment) {
    if (config.url().isBlank()) {
      return;
    }
    require(
        config.batchSize() > 0 && config.batchSize() <= MAX_BATCH,
        "batchSize must be between 1 and " + MAX_BATCH);
    require(config.queueSize() > 0, "queueSize must be at least 1");
    String authorization =
        environment.getOrDefault("LUMOAUTH_AUDIT_HTTP_AUTHORIZATION", config.authorization());
    delivery =
        new AuditDeliveryQueue(
            "audit-http",
            config.queueSize(),
            config.batchSize(),
            new HttpAuditBatchSender(http, url(config.url()), authorization));
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("lumoauth.kind", "audit-sink");
    properties.put("lumoauth.name", "http");
    AuditSink sink = delivery::accept;
    registration = context.registerService(AuditSink.class, sink, properties);
  }

  private static URI url(String configured) {
    URI url = URI.create(configured.strip());
    require(
        ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
            && url.getHost() != null
            && url.getRawUserInfo() == null,
        "url must be https://host[:port]/path without user and password");
    return url;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(HttpAuditConfig.PID + ".cfg: " + message + ".");
    }
  }

  @Override
  public List<Metric> metrics() {
    if (delivery == null) {
      return List.of();
    }
    return List.of(
        Metric.counter(
            "lumoauth_audit_http_sent_total",
            "Audit records accepted by the receiver.",
            delivery.deliveredCount()),
        Metric.counter(
            "lumoauth_audit_http_rejected_total",
            "Audit records permanently rejected by the receiver.",
            delivery.rejectedCount()),
        Metric.counter(
            "lumoauth_audit_http_dropped_total",
            "Audit records dropped because the queue was full.",
            delivery.droppedCount()),
        Metric.gauge(
            "lumoauth_audit_http_queue_records",
            "Audit records in the queue.",
            delivery.queuedCount()));
  }

  @Deactivate
  void close() {
    if (registration == null) {
      return;
    }
    try {
      registration.unregister();
    } catch (IllegalStateException e) {
      // The framework unregisters the services of a stopped bundle.
    }
    delivery.close();
  }
}
