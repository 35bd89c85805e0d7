package org.lumoauth.agents.aauthperson.mission;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.store.Records;
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

  private final Records records;

  @Activate
  public MissionLog(@Reference Records records) {
    this.records = records;
  }

  /**
   * Something that happened.
   *
   * @param type what, as {@code permission}
   * @param at when
   * @param details all else, as it was written; much of it in an agent's own words
   */
  public record Entry(String type, Instant at, Map<String, Object> details) {}

  /** Writes down what happened; the {@code s256} of the entry. */
  public String write(
      TenantContext tenant, String mission, String type, Map<String, Object> details) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.put(TYPE, type);
    all.put(AT, Instant.now().toString());
    records.log(tenant.id(), mission, all);
    return S256.of(S256.bytes(all));
  }

  /** What happened in a mission, the latest first. */
  public Page<Entry> of(TenantContext tenant, String mission, PageRequest page) {
    List<Entry> entries =
        records.entries(tenant.id(), mission, page.offset(), page.limit()).stream()
            .map(MissionLog::entry)
            .toList();
    return new Page<>(entries, records.countEntries(tenant.id(), mission), page);
  }

  private static Entry entry(Map<String, Object> written) {
    Map<String, Object> details = new LinkedHashMap<>(written);
    String type = String.valueOf(details.remove(TYPE));
    return new Entry(type, Instant.parse((String) details.remove(AT)), details);
  }
}
