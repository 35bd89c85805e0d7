package org.lumoauth.agents.aauthperson.mission;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.S256Digest;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.store.MissionLogStore;
import org.lumoauth.agents.aauthperson.store.MissionLogStore.MissionLogLimit;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What happened in missions (section Mission Log): what agents asked for and did, and what was
 * answered. Entries are added and read, never changed.
 */
@Component(service = MissionLog.class)
public final class MissionLog {

  private static final String TYPE = "type";
  private static final String AT = "at";
  private static final int SERVER_ERROR = 500;
  private static final MissionLogLimit LIMIT = new MissionLogLimit(5_000, 8_000_000);

  private final MissionLogStore entries;
  private final MissionLogLimit limit;

  @Activate
  public MissionLog(@Reference MissionLogStore entries) {
    this(entries, LIMIT);
  }

  MissionLog(MissionLogStore entries, MissionLogLimit limit) {
    this.entries = entries;
    this.limit = limit;
  }

  /**
   * Something that happened.
   *
   * @param type what, as {@code permission}
   * @param at when
   * @param details all else, as it was written; much of it in an agent's own words
   */
  public record MissionLogEntry(String type, Instant at, Map<String, Object> details) {}

  /**
   * Writes down what an agent asks for or did.
   *
   * @throws AAuthProblemException 403 {@code mission_log_full} if there is no more room: what is
   *     not on record must not be done
   */
  public void recordRequest(
      TenantContext tenant, String mission, String type, Map<String, Object> details) {
    if (!entries.add(tenant.id(), mission, entry(type, details), limit)) {
      throw full();
    }
  }

  /**
   * Does what an agent asks for and writes it down once there is an answer, a refusal too. What
   * nobody answers, as another server is away, leaves nothing: however often the agent comes again.
   *
   * @param work gives the answer; what it throws with 500 or above is none
   * @throws AAuthProblemException 403 {@code mission_log_full} if there is no more room, before
   *     anything is done
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
   * Writes down what somebody answered or decided, however much there is: an agent that has no more
   * room asks for nothing.
   *
   * @return the {@code s256} of the entry
   */
  public String write(
      TenantContext tenant, String mission, String type, Map<String, Object> details) {
    Map<String, Object> all = entry(type, details);
    entries.add(tenant.id(), mission, all, MissionLogLimit.NONE);
    return S256Digest.of(S256Digest.bytes(all));
  }

  /** Writes down that it was ended, and by whom. */
  public void recordEnd(TenantContext tenant, String mission, SubjectRef by) {
    write(tenant, mission, "ended", Map.of("by", by.toString()));
  }

  /** What happened in a mission, the latest first. */
  public Page<MissionLogEntry> of(TenantContext tenant, String mission, PageRequest page) {
    List<MissionLogEntry> found =
        entries.page(tenant.id(), mission, page.offset(), page.limit()).stream()
            .map(MissionLog::read)
            .toList();
    return new Page<>(found, entries.size(tenant.id(), mission), page);
  }

  private static AAuthProblemException full() {
    return new AAuthProblemException(
        403,
        "mission_log_full",
        "The mission's log is full: propose its completion, and another mission for what is left.");
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
