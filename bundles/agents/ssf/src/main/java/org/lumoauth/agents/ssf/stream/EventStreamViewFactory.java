/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.event.SecurityEventTypes;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Converts streams to JSON for their receivers, without secrets. */
@Component(service = EventStreamViewFactory.class)
public final class EventStreamViewFactory {

  private final SettingsStore settings;

  @Activate
  public EventStreamViewFactory(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  /** Returns the configuration of the stream (SSF section 8.1.1). */
  public Map<String, Object> of(TenantContext tenant, EventStream stream) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("stream_id", stream.id());
    shown.put("iss", tenant.issuer());
    shown.put("aud", stream.audience());
    shown.put("delivery", delivery(tenant, stream));
    shown.put("events_supported", SecurityEventTypes.SUPPORTED);
    shown.put("events_requested", stream.requested());
    shown.put("events_delivered", stream.deliveredTypes());
    shown.put(
        "min_verification_interval",
        (int) SsfSettings.VERIFICATION_INTERVAL.read(settings, tenant).toSeconds());
    if (!stream.description().isEmpty()) {
      shown.put("description", stream.description());
    }
    shown.put("status", stream.status().wire());
    shown.put("created_at", stream.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    return shown;
  }

  /** Returns the status of the stream (SSF section 8.1.2.1). */
  public Map<String, Object> status(EventStream stream) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("stream_id", stream.id());
    shown.put("status", stream.status().wire());
    if (!stream.reason().isEmpty()) {
      shown.put("reason", stream.reason());
    }
    return shown;
  }

  private static Map<String, Object> delivery(TenantContext tenant, EventStream stream) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("method", stream.delivery().method());
    shown.put(
        "endpoint_url",
        stream.delivery().endpointUrl().orElse(tenant.issuer() + "/ssf/poll/" + stream.id()));
    shown.put("authorization_configured", stream.delivery().authorization().isPresent());
    return shown;
  }
}
