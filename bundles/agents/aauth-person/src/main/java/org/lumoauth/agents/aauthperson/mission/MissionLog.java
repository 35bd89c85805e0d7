package org.lumoauth.agents.aauthperson.mission;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.S256;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.store.MissionEntries;
import org.lumoauth.agents.aauthperson.store.MissionEntries.Limit;
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
  private static final Limit LIMIT = new Limit(5_000, 8_000_000);

  private final MissionEntries entries;
  private final Limit limit;

  @Activate
  public MissionLog(@Reference MissionEntries entries) {
    this(entries, LIMIT);
  }

  MissionLog(MissionEntries entries, Limit limit) {
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
  public record Entry(String type, Instant at, Map<String, Object> details) {}

  /**
   * Writes down what an agent asks for or did.
   *
   * @throws DraftProblem 403 {@code mission_log_full} if there is no more room: what is not on
   *     record must not be done
   */
  public void asked(
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
   * @throws DraftProblem 403 {@code mission_log_full} if there is no more room, before anything is
   *     done
   */
  public <T> T answered(
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
    } catch (DraftProblem refusal) {
      if (refusal.status() < SERVER_ERROR) {
        entries.add(tenant.id(), mission, entry, Limit.NONE);
      }
      throw refusal;
    }
    entries.add(tenant.id(), mission, entry, Limit.NONE);
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
    entries.add(tenant.id(), mission, all, Limit.NONE);
    return S256.of(S256.bytes(all));
  }

  /** Writes down that it was ended, and by whom. */
  public void ended(TenantContext tenant, String mission, SubjectRef by) {
    write(tenant, mission, "ended", Map.of("by", by.toString()));
  }

  /** What happened in a mission, the latest first. */
  public Page<Entry> of(TenantContext tenant, String mission, PageRequest page) {
    List<Entry> found =
        entries.page(tenant.id(), mission, page.offset(), page.limit()).stream()
            .map(MissionLog::read)
            .toList();
    return new Page<>(found, entries.size(tenant.id(), mission), page);
  }

  private static DraftProblem full() {
    return new DraftProblem(
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

  private static Entry read(Map<String, Object> written) {
    Map<String, Object> details = new LinkedHashMap<>(written);
    String type = String.valueOf(details.remove(TYPE));
    return new Entry(type, Instant.parse((String) details.remove(AT)), details);
  }
}
