/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes a person's answers and the clarifications into the log of their mission (AAuth draft,
 * section Mission Log). Requests without a mission are not logged.
 */
@Component(service = MissionInteractionLogWriter.class)
public final class MissionInteractionLogWriter {

  /** The author of a message. */
  public enum MissionLogSpeaker {
    PERSON,
    AGENT,
    ACCESS_SERVER
  }

  private static final String MISSION = "mission_s256";
  private static final String UPSTREAM = "upstream_token";

  private final MissionLogService log;
  private final AAuthJwtService tokens;

  @Activate
  public MissionInteractionLogWriter(
      @Reference MissionLogService log, @Reference AAuthJwtService tokens) {
    this.log = log;
    this.tokens = tokens;
  }

  /** Writes a clarification question or an answer. */
  public void recordMessage(
      TenantContext tenant, InteractionQuestion asked, MissionLogSpeaker voice, String words) {
    mission(asked)
        .ifPresent(
            id ->
                log.write(
                    tenant,
                    id,
                    "clarification",
                    Map.of("by", voice.name().toLowerCase(Locale.ROOT), "words", words)));
  }

  /**
   * Writes the person's decision.
   *
   * @param result the result for the agent; the approval of a mission starts its log
   */
  public void recordDecision(
      TenantContext tenant, DeferredRequest of, boolean allowed, Map<String, Object> result) {
    InteractionQuestion asked = of.question();
    boolean mission = asked.what().equals("mission");
    if (asked.what().equals("update") && allowed) {
      return; // the update itself is already in the log
    }
    (mission ? Optional.ofNullable((String) result.get("s256")) : mission(asked))
        .ifPresent(id -> log.write(tenant, id, "answer", details(of, allowed, result)));
  }

  private static Map<String, Object> details(
      DeferredRequest of, boolean allowed, Map<String, Object> result) {
    InteractionQuestion asked = of.question();
    Map<String, Object> details = new HashMap<>();
    details.put("to", asked.what());
    details.put("outcome", allowed ? "allowed" : "denied");
    switch (asked.what()) {
      case "permission" -> {
        details.put("action", asked.request().get("action"));
        details.put("parameters", asked.parameters());
      }
      case "mission" -> details.put("clarifications", talk(of));
      case "update", "completion" -> details.put("said", asked.said());
      default -> {
        details.put("resource", asked.resource());
        details.put("scope", asked.scope());
      }
    }
    if (result.get("answer") != null) {
      details.put("answer", result.get("answer"));
    }
    return details;
  }

  private static List<Map<String, String>> talk(DeferredRequest of) {
    return of.talk().stream()
        .map(turn -> Map.of("question", turn.question(), "answer", turn.answer()))
        .toList();
  }

  /** Returns the mission of the request, which was verified when the request was made. */
  private Optional<String> mission(InteractionQuestion asked) {
    Map<String, Object> request = asked.request();
    if (asked.requestsAuthToken()) {
      return tokens.readUnverified((String) request.get("resource_token")).optional(MISSION);
    }
    if (asked.what().equals("person") && request.get(UPSTREAM) instanceof String received) {
      return tokens.readUnverified(received).optional(MISSION);
    }
    return asked.what().equals("mission") // not part of a mission yet
        ? Optional.empty()
        : Optional.ofNullable((String) request.get(MISSION));
  }
}
