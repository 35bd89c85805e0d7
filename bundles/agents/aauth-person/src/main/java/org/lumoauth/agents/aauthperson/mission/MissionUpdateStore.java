/* SPDX-License-Identifier: Apache-2.0 */
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
 * Stores the accepted updates of missions. Together with the original mission they define its
 * purpose, and people see all of them when they decide about another update (AAuth draft, section
 * Incremental Consent), so that many small updates cannot hide the overall change.
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
   * Stores an accepted update.
   *
   * @param id its {@code s256}
   */
  public void recordAccepted(TenantContext tenant, String mission, String id, String text) {
    records.add(tenant.id(), KIND, id, mission, Map.of(TEXT, text));
  }

  /** Returns the accepted updates in order; only the latest if there are many. */
  public List<String> of(TenantContext tenant, String mission) {
    List<String> latest =
        new ArrayList<>(
            records.list(tenant.id(), KIND, mission).stream() // newest first
                .limit(SHOWN)
                .map(each -> String.valueOf(each.stored().content().get(TEXT)))
                .toList());
    Collections.reverse(latest);
    return latest;
  }
}
