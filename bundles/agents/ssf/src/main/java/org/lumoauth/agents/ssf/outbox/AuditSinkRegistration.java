/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.audit.AuditSink;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers an audit sink while it is required. An audit log without sinks makes no copies, so a
 * server without streams has no overhead. One thread at a time changes the registration.
 */
final class AuditSinkRegistration {

  private static final Map<String, Object> PROPERTIES =
      Map.of("lumoauth.kind", "audit-sink", "lumoauth.name", "agents-ssf");

  private final BundleContext context;
  private final AuditSink sink;
  private @Nullable ServiceRegistration<AuditSink> registration;

  AuditSinkRegistration(BundleContext context, AuditSink sink) {
    this.context = context;
    this.sink = sink;
  }

  synchronized void setActive(boolean on) {
    if (on && registration == null) {
      Dictionary<String, Object> properties = new Hashtable<>(PROPERTIES);
      registration = context.registerService(AuditSink.class, sink, properties);
    } else if (!on && registration != null) {
      registration.unregister();
      registration = null;
    }
  }
}
