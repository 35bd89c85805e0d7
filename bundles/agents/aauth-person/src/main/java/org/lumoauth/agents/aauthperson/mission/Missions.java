package org.lumoauth.agents.aauthperson.mission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Missions that people approved (section Mission). What was approved never changes. */
@Component(service = Missions.class)
public final class Missions {

  private static final String KIND = "mission";
  private static final String ACTIVE = "active";
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Records records;

  @Activate
  public Missions(@Reference Records records) {
    this.records = records;
  }

  /**
   * A mission.
   *
   * @param id its {@code s256}
   * @param blob the bytes that the person approved, base64url
   * @param expiresAt when it ends, in seconds since 1970
   * @param tools names of the tools that need no further permission
   */
  public record Mission(String id, String blob, long expiresAt, List<String> tools) {}

  /** Keeps what a person approved. */
  public Mission approve(TenantContext tenant, String agent, String user, Proposal proposal) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> blob = new LinkedHashMap<>();
    blob.put("agent", agent);
    blob.put("approved_at", now.toString());
    blob.put("expires_at", now.plus(LIFETIME).toString());
    blob.put("description", proposal.description());
    blob.put("approved_tools", proposal.tools().stream().map(Proposal.Tool::toMap).toList());
    blob.put("approved_resources", proposal.resources());
    byte[] bytes = bytes(blob);
    var mission =
        new Mission(
            hash(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            now.plus(LIFETIME).getEpochSecond(),
            proposal.tools().stream().map(Proposal.Tool::name).toList());
    Map<String, Object> content = new HashMap<>();
    content.put("blob", mission.blob());
    content.put("expires", mission.expiresAt());
    content.put("tools", mission.tools());
    content.put("status", ACTIVE);
    content.put("user", user);
    records.add(tenant.id(), KIND, mission.id(), agent, content);
    return mission;
  }

  /**
   * A mission of this agent that is active. What there is not, and what is another's, is told
   * alike.
   *
   * @throws DraftProblem 400 {@code invalid_request}, 404 {@code mission_not_found}, 403 {@code
   *     mission_terminated}
   */
  public Mission require(TenantContext tenant, String agent, String id) {
    if (!ID.matcher(id).matches()) {
      throw DraftProblem.invalid("mission_s256 is malformed.");
    }
    Records.Stored stored = stored(tenant, agent, id);
    Map<String, Object> content = stored.content();
    long expires = ((Number) content.get("expires")).longValue();
    String reason =
        !content.get("status").equals(ACTIVE)
            ? String.valueOf(content.get("status"))
            : Instant.now().getEpochSecond() >= expires ? "expired" : "";
    if (!reason.isEmpty()) {
      throw new DraftProblem(
          403,
          "mission_terminated",
          "The mission has ended.",
          Map.of("mission_status", "terminated", "termination_reason", reason));
    }
    return new Mission(id, (String) content.get("blob"), expires, names(content.get("tools")));
  }

  /**
   * A mission that an agent works on, as its person sees it.
   *
   * @param id its {@code s256}
   * @param description in the agent's own words
   * @param tools what it uses without asking again
   * @param until when it ends
   */
  public record Shown(String id, String description, List<Proposal.Tool> tools, Instant until) {}

  /** The missions that an agent works on for a person, the newest first. */
  public List<Shown> active(TenantContext tenant, String agent, String user) {
    return of(tenant, agent, user)
        .map(listed -> shown(listed.key(), listed.stored().content()))
        .toList();
  }

  private static Shown shown(String id, Map<String, Object> content) {
    JsonNode blob = blob(content);
    Map<String, String> words = new HashMap<>();
    for (JsonNode tool : blob.path("approved_tools")) {
      words.put(tool.path("name").asText(), tool.path("description").asText());
    }
    return new Shown(
        id,
        blob.path("description").asText(),
        names(content.get("tools")).stream()
            .map(name -> new Proposal.Tool(name, words.getOrDefault(name, "")))
            .toList(),
        Instant.ofEpochSecond(expires(content)));
  }

  /** Ends all missions that an agent works on for a person. */
  public void revoke(TenantContext tenant, String agent, String user) {
    of(tenant, agent, user)
        .forEach(
            listed -> {
              Map<String, Object> content = new HashMap<>(listed.stored().content());
              content.put("status", "revoked");
              if (!records.replace(
                  tenant.id(), KIND, listed.key(), agent, listed.stored(), content)) {
                throw new Problem(
                    503,
                    "service_unavailable",
                    "The mission was changed meanwhile; try again.",
                    Map.of(),
                    Map.of("Retry-After", "1"));
              }
            });
  }

  private Stream<Records.Listed> of(TenantContext tenant, String agent, String user) {
    return records.list(tenant.id(), KIND, agent).stream()
        .filter(listed -> user.equals(listed.stored().content().get("user")))
        .filter(listed -> ACTIVE.equals(listed.stored().content().get("status")))
        .filter(listed -> Instant.now().getEpochSecond() < expires(listed.stored().content()));
  }

  private static long expires(Map<String, Object> content) {
    return ((Number) content.get("expires")).longValue();
  }

  private static JsonNode blob(Map<String, Object> content) {
    byte[] blob = Base64.getUrlDecoder().decode((String) content.get("blob"));
    try {
      return JSON.readTree(blob);
    } catch (IOException e) {
      throw new UncheckedIOException("a mission is no JSON", e);
    }
  }

  /** Ends a mission for good. */
  public void complete(TenantContext tenant, String agent, String id) {
    Records.Stored stored = stored(tenant, agent, id);
    Map<String, Object> content = new HashMap<>(stored.content());
    content.put("status", "completed");
    if (!records.replace(tenant.id(), KIND, id, agent, stored, content)) {
      throw new DraftProblem(500, "server_error", "The mission was changed meanwhile; try again.");
    }
  }

  /** Writes down what happened in a mission; the {@code s256} of the entry. */
  public String log(TenantContext tenant, String mission, String what, Map<String, Object> entry) {
    Map<String, Object> all = new LinkedHashMap<>(entry);
    all.put("type", what);
    all.put("at", Instant.now().toString());
    records.log(tenant.id(), mission, all);
    return hash(bytes(all));
  }

  private Records.Stored stored(TenantContext tenant, String agent, String id) {
    return records
        .find(tenant.id(), KIND, id, agent)
        .orElseThrow(() -> new DraftProblem(404, "mission_not_found", "There is no such mission."));
  }

  private static List<String> names(Object tools) {
    return tools instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  private static byte[] bytes(Map<String, Object> object) {
    try {
      return JSON.writeValueAsString(object).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
