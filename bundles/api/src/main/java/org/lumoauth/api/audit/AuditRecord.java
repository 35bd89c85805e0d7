/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A stored audit event.
 *
 * @param id {@code aud_} and a ULID
 * @param sequence the position in the tenant's chain, from 1, without gaps
 * @param tenantId the tenant of the chain
 * @param time when it was recorded
 * @param event the event
 */
public record AuditRecord(
    String id, long sequence, String tenantId, Instant time, AuditEvent event) {

  /**
   * Returns the record as JSON-like values, for other systems. Members without a value are omitted.
   */
  public Map<String, Object> asMap() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("sequence", sequence);
    members.put("tenant", tenantId);
    members.put("time", time.toString());
    members.put("action", event.action());
    members.put("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
    members.put("actor", text(event.actor()));
    if (!event.onBehalfOf().isEmpty()) {
      members.put("on_behalf_of", event.onBehalfOf().stream().map(AuditRecord::text).toList());
    }
    event.target().ifPresent(target -> members.put("target", target(target)));
    members.put("message", event.message());
    event.request().ifPresent(request -> members.put("request", request(request)));
    if (!event.details().isEmpty()) {
      members.put("details", event.details());
    }
    return members;
  }

  private static String text(SubjectRef subject) {
    return subject.type() + ":" + subject.id();
  }

  private static Map<String, Object> target(AuditEvent.AuditTarget target) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", target.type());
    members.put("id", target.id());
    target.name().ifPresent(name -> members.put("name", name));
    return members;
  }

  private static Map<String, Object> request(AuditEvent.RequestInfo request) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", request.requestId());
    members.put("remote_address", request.remoteAddress());
    request.userAgent().ifPresent(agent -> members.put("user_agent", agent));
    request.clientId().ifPresent(client -> members.put("client_id", client));
    return members;
  }
}
