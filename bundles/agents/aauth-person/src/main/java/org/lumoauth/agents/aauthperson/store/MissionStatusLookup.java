/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/** Checks whether missions are active (AAuth draft, section Mission Management). */
public final class MissionStatusLookup {

  /** The record kind of missions. */
  public static final String KIND = "mission";

  /** The status of an active mission. */
  public static final String ACTIVE = "active";

  private final PersonServerRecordStore records;

  public MissionStatusLookup(PersonServerRecordStore records) {
    this.records = records;
  }

  /** Returns {@code active}, {@code completed}, {@code revoked} or {@code expired}. */
  public static String of(Map<String, Object> mission) {
    String status = String.valueOf(mission.get("status"));
    long expires = ((Number) mission.get("expires")).longValue();
    boolean over = status.equals(ACTIVE) && Instant.now().getEpochSecond() >= expires;
    return over ? "expired" : status;
  }

  /** Whether a mission is completed, revoked or expired, or does not exist. */
  public boolean isEnded(TenantContext tenant, String id) {
    return records.listByKey(tenant.id(), KIND, id).stream()
        .findFirst()
        .map(found -> of(found.stored().content()))
        .filter(status -> status.equals(ACTIVE))
        .isEmpty();
  }
}
