/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.agents.aauthperson.JsonS256Digest;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records people's answers to agents. Returns when the record is durable. */
@Component(service = InteractionAudit.class)
public final class InteractionAudit {

  // In bytes of JSON; the details of an audit record are limited to 8,000 characters.
  private static final int LONGEST = 4_000;
  private static final int LONGEST_NAME = 2_000;

  private final AuditLog log;

  @Activate
  public InteractionAudit(@Reference AuditLog log) {
    this.log = log;
  }

  void recordAnswered(
      HttpExchange exchange, Session session, InteractionQuestion asked, boolean allowed) {
    log.record(
        exchange.tenant().id(),
        AuditInitiator.of(session.subject(), exchange.requestInfo())
            .auditEvent(
                allowed ? "aauth_person.request.allowed" : "aauth_person.request.denied",
                "A person answered an agent's request.")
            .withOutcome(allowed ? AuditEvent.AuditOutcome.SUCCESS : AuditEvent.AuditOutcome.DENIED)
            .withTarget("aauth_agent", asked.agent())
            .withDetails(details(asked)));
  }

  /**
   * Includes an action's parameters in full, or as a hash if they would exceed the record's size.
   */
  private static Map<String, Object> details(InteractionQuestion asked) {
    Map<String, Object> details = new HashMap<>();
    details.put("what", asked.what());
    details.put("first", asked.first());
    details.put("via", asked.via());
    details.put("sub_agent", asked.subAgent());
    details.put("provider", asked.provider());
    details.put("resource", asked.resource());
    details.put("scope", asked.scope());
    if (asked.what().equals("permission")) {
      details.put("action", recorded(asked.request().get("action"), LONGEST_NAME));
      details.put("parameters", recorded(asked.parameters(), LONGEST));
    }
    return details;
  }

  private static Object recorded(Object value, int most) {
    byte[] json = JsonS256Digest.sorted(value);
    return json.length <= most
        ? value
        : Map.of("bytes", json.length, "s256", JsonS256Digest.of(json));
  }
}
