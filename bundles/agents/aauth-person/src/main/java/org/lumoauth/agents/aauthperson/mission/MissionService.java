package org.lumoauth.agents.aauthperson.mission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.S256Digest;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.store.MissionStatusLookup;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Missions that people approved (section Mission). What was approved never changes. */
@Component(service = MissionService.class)
public final class MissionService {

  private static final String KIND = MissionStatusLookup.KIND;
  private static final String STATUS = "status";
  private static final String ACTIVE = MissionStatusLookup.ACTIVE;
  private static final String COMPLETED = "completed";
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final PersonServerRecordStore records;
  private final InstantSource clock;

  @Activate
  public MissionService(@Reference PersonServerRecordStore records) {
    this(records, InstantSource.system());
  }

  MissionService(PersonServerRecordStore records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /**
   * A mission.
   *
   * @param id its {@code s256}
   * @param blob the bytes that the person approved, base64url
   * @param expiresAt when it ends, in seconds since 1970
   * @param tools names of the tools that need no further permission
   */
  public record AgentMission(String id, String blob, long expiresAt, List<String> tools) {}

  /**
   * Keeps what a person approved. A mission is known by the digest of its words, so one that says
   * the same as another is told apart from it by when it was approved.
   */
  public AgentMission approve(
      TenantContext tenant, String agent, String user, MissionProposal proposal) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<AgentMission> added = Optional.empty();
    while (added.isEmpty()) {
      added = add(tenant, agent, user, proposal, at);
      at = at.plusMillis(1);
    }
    return added.get();
  }

  /** Keeps it as approved at that time; empty if there is one just like it. */
  private Optional<AgentMission> add(
      TenantContext tenant, String agent, String user, MissionProposal proposal, Instant at) {
    Instant end = at.plus(LIFETIME);
    Map<String, Object> blob = new LinkedHashMap<>();
    blob.put("agent", agent);
    blob.put("approved_at", at.toString());
    blob.put("expires_at", end.toString());
    blob.put("description", proposal.description());
    blob.put(
        "approved_tools",
        proposal.tools().stream().map(MissionProposal.MissionTool::toMap).toList());
    blob.put("approved_resources", proposal.resources());
    byte[] bytes = S256Digest.bytes(blob);
    var mission =
        new AgentMission(
            S256Digest.of(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            end.getEpochSecond(),
            proposal.tools().stream().map(MissionProposal.MissionTool::name).toList());
    Map<String, Object> content = new HashMap<>();
    content.put("blob", mission.blob());
    content.put("expires", mission.expiresAt());
    content.put("tools", mission.tools());
    content.put(STATUS, ACTIVE);
    content.put("user", user);
    return Optional.of(mission)
        .filter(made -> records.add(tenant.id(), KIND, made.id(), agent, content));
  }

  /**
   * A mission of this agent that is active. What there is not, and what is another's, is told
   * alike.
   *
   * @throws AAuthProblemException 400 {@code invalid_request}, 404 {@code mission_not_found}, 403
   *     {@code mission_terminated}
   */
  public AgentMission require(TenantContext tenant, String agent, String id) {
    if (!ID.matcher(id).matches()) {
      throw AAuthProblemException.invalid("mission_s256 is malformed.");
    }
    PersonServerRecordStore.VersionedRecord stored = stored(tenant, agent, id);
    Map<String, Object> content = stored.content();
    long expires = ((Number) content.get("expires")).longValue();
    String reason = MissionStatusLookup.of(content);
    if (!reason.equals(ACTIVE)) {
      throw new AAuthProblemException(
          403,
          "mission_terminated",
          "The mission has ended.",
          Map.of("mission_status", "terminated", "termination_reason", reason));
    }
    return new AgentMission(id, (String) content.get("blob"), expires, names(content.get("tools")));
  }

  /** The missions that an agent works or worked on for a person, the newest first. */
  public List<MissionDetails> of(TenantContext tenant, String agent, String user) {
    return records.list(tenant.id(), KIND, agent).stream()
        .map(MissionDetails::of)
        .filter(each -> each.userId().equals(user))
        .toList();
  }

  /** A mission, whosever it is. */
  public Optional<MissionDetails> find(TenantContext tenant, String id) {
    return records.listByKey(tenant.id(), KIND, id).stream().map(MissionDetails::of).findFirst();
  }

  /** A page of all missions, the newest first. */
  public Page<MissionDetails> list(TenantContext tenant, PageRequest page) {
    List<MissionDetails> shown =
        records.page(tenant.id(), KIND, page.offset(), page.limit()).stream()
            .map(MissionDetails::of)
            .toList();
    return new Page<>(shown, records.count(tenant.id(), KIND), page);
  }

  /** Ends a mission that an agent works on; false if it has ended, and stays as it is. */
  public boolean revoke(TenantContext tenant, MissionDetails mission) {
    PersonServerRecordStore.VersionedRecord stored = stored(tenant, mission.agent(), mission.id());
    if (!MissionStatusLookup.of(stored.content()).equals(ACTIVE)) {
      return false;
    }
    end(tenant, mission.agent(), mission.id(), stored, "revoked");
    return true;
  }

  /** Ends a mission for good; why it ended, which stays what it was if it had before. */
  public String complete(TenantContext tenant, String agent, String id) {
    PersonServerRecordStore.VersionedRecord stored = stored(tenant, agent, id);
    String status = MissionStatusLookup.of(stored.content());
    if (!status.equals(ACTIVE)) {
      return status;
    }
    end(tenant, agent, id, stored, COMPLETED);
    return COMPLETED;
  }

  private void end(
      TenantContext tenant,
      String agent,
      String id,
      PersonServerRecordStore.VersionedRecord was,
      String reason) {
    Map<String, Object> content = new HashMap<>(was.content());
    content.put(STATUS, reason);
    if (!records.replace(tenant.id(), KIND, id, agent, was, content)) {
      throw new ApiException(
          503,
          "service_unavailable",
          "The mission was changed meanwhile; try again.",
          Map.of(),
          Map.of("Retry-After", "1"));
    }
  }

  private PersonServerRecordStore.VersionedRecord stored(
      TenantContext tenant, String agent, String id) {
    return records
        .find(tenant.id(), KIND, id, agent)
        .orElseThrow(
            () -> new AAuthProblemException(404, "mission_not_found", "There is no such mission."));
  }

  static List<String> names(Object tools) {
    return tools instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }
}
