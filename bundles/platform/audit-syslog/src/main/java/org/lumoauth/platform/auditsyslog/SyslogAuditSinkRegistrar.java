/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.support.audit.AuditDeliveryQueue;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Registers the sink if a syslog server is configured. */
@Component(
    immediate = true,
    service = MetricSource.class,
    configurationPid = SyslogConfig.PID,
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-audit-syslog"})
@Designate(ocd = SyslogConfig.class)
public final class SyslogAuditSinkRegistrar implements MetricSource {
  private static final int BATCH = 100;

  private AuditDeliveryQueue delivery;
  private SyslogConnection connection;
  private ServiceRegistration<AuditSink> registration;

  /**
   * Starts the sink if a host is set.
   *
   * @throws IllegalArgumentException if a setting is invalid
   */
  @Activate
  public SyslogAuditSinkRegistrar(BundleContext context, SyslogConfig config) {
    if (config.host().isBlank()) {
      return;
    }
    SyslogSettings settings = SyslogSettings.of(config);
    connection = new SyslogConnection(settings);
    SyslogMessageFormatter message = new SyslogMessageFormatter(settings);
    delivery =
        new AuditDeliveryQueue(
            "audit-syslog", settings.queueSize(), BATCH, batch -> send(message, batch));
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("lumoauth.kind", "audit-sink");
    properties.put("lumoauth.name", "syslog");
    AuditSink sink = delivery::accept;
    registration = context.registerService(AuditSink.class, sink, properties);
  }

  private boolean send(SyslogMessageFormatter message, List<AuditRecord> batch) throws IOException {
    connection.send(batch.stream().map(message::of).toList());
    return true;
  }

  @Override
  public List<Metric> metrics() {
    if (delivery == null) {
      return List.of();
    }
    return List.of(
        Metric.counter(
            "lumoauth_audit_syslog_sent_total", "Audit records sent.", delivery.deliveredCount()),
        Metric.counter(
            "lumoauth_audit_syslog_dropped_total",
            "Audit records dropped because the queue was full.",
            delivery.droppedCount()),
        Metric.gauge(
            "lumoauth_audit_syslog_queue_records",
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
    connection.close();
  }
}
