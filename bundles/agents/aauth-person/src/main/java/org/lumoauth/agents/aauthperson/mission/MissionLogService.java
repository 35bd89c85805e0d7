/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.mission;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.JsonS256Digest;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.store.MissionLogStore;
import org.lumoauth.agents.aauthperson.store.MissionLogStore.MissionLogLimit;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The log of missions (AAuth draft, section Mission Log): requests and actions of agents, and the
 * responses. Entries are only added and never changed.
 */
@Component(service = MissionLogService.class)
public final class MissionLogService {

  private static final String TYPE = "type";
  private static final String AT = "at";
  private static final int SERVER_ERROR = 500;
  private static final MissionLogLimit LIMIT = new MissionLogLimit(5_000, 8_000_000);

  private final MissionLogStore entries;
  private final MissionLogLimit limit;

  @Activate
  public MissionLogService(@Reference PersistenceUnit unit, @Reference IdGenerator identifiers) {
    this(new MissionLogStore(unit, identifiers), LIMIT);
  }

  MissionLogService(MissionLogStore entries, MissionLogLimit limit) {
    this.entries = entries;
    this.limit = limit;
  }

  /**
   * An entry of the log.
   *
   * @param type the type, such as {@code permission}
   * @param at when it happened
   * @param details all other data as written, much of it in an agent's own words
   */
  public record MissionLogEntry(String type, Instant at, Map<String, Object> details) {}

  /**
   * Writes an agent's request or action.
   *
   * @throws AAuthProblemException 403 {@code mission_log_full} if the log is full: actions without
   *     a log entry are not permitted
   */
  public void recordRequest(
      TenantContext tenant, String mission, String type, Map<String, Object> details) {
    if (!entries.add(tenant.id(), mission, entry(type, details), limit)) {
      throw full();
    }
  }

  /**
   * Executes an agent's request and writes it once it has a response, including an error. A request
   * without a response, for example while another server is unavailable, is not written, however
   * often the agent repeats it.
   *
   * @param work returns the response; an error with status 500 or above does not count as one
   * @throws AAuthProblemException 403 {@code mission_log_full} if the log is full, before the work
   *     is executed
   */
  public <T> T recordAnswer(
      TenantContext tenant,
      String mission,
      String type,
      Map<String, Object> details,
      Supplier<T> work) {
    Map<String, Object> entry = entry(type, details);
    if (!entries.fits(tenant.id(), mission, entry, limit)) {
      throw full();
    }
    T answer;
    try {
      answer = work.get();
    } catch (AAuthProblemException refusal) {
      if (refusal.status() < SERVER_ERROR) {
        entries.add(tenant.id(), mission, entry, MissionLogLimit.NONE);
      }
      throw refusal;
    }
    entries.add(tenant.id(), mission, entry, MissionLogLimit.NONE);
    return answer;
  }

  /**
   * Writes a response or a decision, regardless of the log's limit: an agent with a full log cannot
   * make further requests.
   *
   * @return the {@code s256} of the entry
   */
  public String write(
      TenantContext tenant, String mission, String type, Map<String, Object> details) {
    Map<String, Object> all = entry(type, details);
    entries.add(tenant.id(), mission, all, MissionLogLimit.NONE);
    return JsonS256Digest.of(JsonS256Digest.bytes(all));
  }

  /** Writes that the mission was revoked, and the subject that revoked it. */
  public void recordEnd(TenantContext tenant, String mission, SubjectRef by) {
    write(tenant, mission, "ended", Map.of("by", by.toString()));
  }

  /** Returns a mission's log, latest first. */
  public Page<MissionLogEntry> of(TenantContext tenant, String mission, PageRequest page) {
    List<MissionLogEntry> found =
        entries.page(tenant.id(), mission, page.offset(), page.limit()).stream()
            .map(MissionLogService::read)
            .toList();
    return new Page<>(found, entries.size(tenant.id(), mission), page);
  }

  private static AAuthProblemException full() {
    return new AAuthProblemException(
        403,
        "mission_log_full",
        "The mission's log is full. Propose the mission's completion, and a new "
            + "mission for the remaining work.");
  }

  private static Map<String, Object> entry(String type, Map<String, Object> details) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.put(TYPE, type);
    all.put(AT, Instant.now().toString());
    return all;
  }

  private static MissionLogEntry read(Map<String, Object> written) {
    Map<String, Object> details = new LinkedHashMap<>(written);
    String type = String.valueOf(details.remove(TYPE));
    return new MissionLogEntry(type, Instant.parse((String) details.remove(AT)), details);
  }
}
