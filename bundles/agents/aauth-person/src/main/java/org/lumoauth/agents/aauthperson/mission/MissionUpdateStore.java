package org.lumoauth.agents.aauthperson.mission;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The updates of missions that people accepted. With what they approved at first they are what a
 * mission is about, and what people see when they are asked for another (section Incremental
 * Consent): many small ones must not hide where they lead.
 */
@Component(service = MissionUpdateStore.class)
public final class MissionUpdateStore {

  static final int SHOWN = 20;

  private static final String KIND = "mission-update";
  private static final String TEXT = "text";

  private final PersonServerRecordStore records;

  @Activate
  public MissionUpdateStore(@Reference PersonServerRecordStore records) {
    this.records = records;
  }

  /**
   * Keeps one.
   *
   * @param id its {@code s256}
   */
  public void recordAccepted(TenantContext tenant, String mission, String id, String text) {
    records.add(tenant.id(), KIND, id, mission, Map.of(TEXT, text));
  }

  /** Those that were accepted, in their order: the latest of them, if there are many. */
  public List<String> of(TenantContext tenant, String mission) {
    List<String> latest =
        new ArrayList<>(
            records.list(tenant.id(), KIND, mission).stream() // the newest first
                .limit(SHOWN)
                .map(each -> String.valueOf(each.stored().content().get(TEXT)))
                .toList());
    Collections.reverse(latest);
    return latest;
  }
}
