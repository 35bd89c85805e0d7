/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.aauthperson.JsonS256Digest;
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

/** Manages approved missions (AAuth draft, section Mission). An approved mission never changes. */
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
  public MissionService(
      @Reference PersonServerRecordStore records, @Reference InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /**
   * A mission of an agent.
   *
   * @param id its {@code s256}
   * @param blob the approved bytes in base64url
   * @param expiresAt when it expires, in seconds since 1970
   * @param tools the names of the tools that need no further permission
   */
  public record AgentMission(String id, String blob, long expiresAt, List<String> tools) {}

  /**
   * Stores an approved mission. Its id is the digest of its content; the approval time
   * distinguishes missions with the same text.
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

  /** Stores the mission with this approval time; empty if an identical one exists. */
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
    byte[] bytes = JsonS256Digest.bytes(blob);
    var mission =
        new AgentMission(
            JsonS256Digest.of(bytes),
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
   * Returns an active mission of this agent. Unknown missions and those of other agents give the
   * same error.
   *
   * @throws AAuthProblemException 400 {@code invalid_request}, 404 {@code mission_not_found}, 403
   *     {@code mission_terminated}
   */
  public AgentMission require(TenantContext tenant, String agent, String id) {
    if (!ID.matcher(id).matches()) {
      throw AAuthProblemException.invalid(
          "mission_s256 must be a base64url-encoded SHA-256 hash of 43 characters.");
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

  /**
   * Returns an agent's missions for a person, including completed, revoked and expired missions,
   * newest first.
   */
  public List<MissionDetails> of(TenantContext tenant, String agent, String user) {
    return records.list(tenant.id(), KIND, agent).stream()
        .map(MissionDetails::of)
        .filter(each -> each.userId().equals(user))
        .toList();
  }

  /** Returns a mission of any person. */
  public Optional<MissionDetails> find(TenantContext tenant, String id) {
    return records.listByKey(tenant.id(), KIND, id).stream().map(MissionDetails::of).findFirst();
  }

  /** Returns a page of all missions, newest first. */
  public Page<MissionDetails> list(TenantContext tenant, PageRequest page) {
    List<MissionDetails> shown =
        records.page(tenant.id(), KIND, page.offset(), page.limit()).stream()
            .map(MissionDetails::of)
            .toList();
    return new Page<>(shown, records.count(tenant.id(), KIND), page);
  }

  /**
   * Revokes an active mission; returns false and leaves its status unchanged if it is no longer
   * active.
   */
  public boolean revoke(TenantContext tenant, MissionDetails mission) {
    PersonServerRecordStore.VersionedRecord stored = stored(tenant, mission.agent(), mission.id());
    if (!MissionStatusLookup.of(stored.content()).equals(ACTIVE)) {
      return false;
    }
    end(tenant, mission.agent(), mission.id(), stored, "revoked");
    return true;
  }

  /**
   * Completes a mission and returns its final status, which does not change if the mission is no
   * longer active.
   */
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
          "The mission was changed by another request. Try again.",
          Map.of(),
          Map.of("Retry-After", "1"));
    }
  }

  private PersonServerRecordStore.VersionedRecord stored(
      TenantContext tenant, String agent, String id) {
    return records
        .find(tenant.id(), KIND, id, agent)
        .orElseThrow(
            () ->
                new AAuthProblemException(404, "mission_not_found", "The mission does not exist."));
  }

  static List<String> names(Object tools) {
    return tools instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }
}
