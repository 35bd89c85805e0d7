package org.lumoauth.agents.aauthperson.pending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what people answered agents. Returns when that is durable. */
@Component(service = InteractionAudit.class)
public final class InteractionAudit {

  /** In characters of JSON; a record's details have room for twice as many. */
  private static final int LONGEST = 4_000;

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final AuditLog log;

  @Activate
  public InteractionAudit(@Reference AuditLog log) {
    this.log = log;
  }

  void answered(Exchange exchange, Session session, Question asked, boolean allowed) {
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            allowed ? "aauth_person.request.allowed" : "aauth_person.request.denied",
            allowed ? AuditEvent.Outcome.SUCCESS : AuditEvent.Outcome.DENIED,
            session.subject(),
            List.of(),
            Optional.of(new AuditEvent.Target("aauth_agent", asked.agent(), Optional.empty())),
            "A person answered an agent.",
            Optional.of(exchange.requestInfo()),
            details(asked)));
  }

  /**
   * What an action was to be done with is on record whole, or by its hash where it is so long that
   * a record would lose all that it tells.
   */
  private static Map<String, Object> details(Question asked) {
    Map<String, Object> details = new HashMap<>();
    details.put("what", asked.what());
    details.put("first", asked.first());
    details.put("via", asked.via());
    details.put("sub_agent", asked.subAgent());
    details.put("provider", asked.provider());
    details.put("resource", asked.resource());
    details.put("scope", asked.scope());
    if (asked.what().equals("permission")) {
      details.put("action", asked.request().get("action"));
      details.put("parameters", recorded(asked.parameters()));
    }
    return details;
  }

  private static Object recorded(Map<String, Object> parameters) {
    try {
      String text = JSON.writeValueAsString(parameters);
      return text.length() <= LONGEST
          ? parameters
          : Map.of("characters", text.length(), "sha256", sha256(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("what was read as JSON is none", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
