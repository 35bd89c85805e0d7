package org.lumoauth.platform.tenancy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.tenant.Tenant;

/** What a change made different of a tenant, for the record of it. */
final class TenantAuditDiff {

  private TenantAuditDiff() {}

  /** What was and what is, by the name of what is different. */
  static Map<String, Object> of(Tenant before, Tenant after) {
    var changes = new LinkedHashMap<String, Object>();
    note(changes, "name", before.name(), after.name());
    note(changes, "status", before.status().name(), after.status().name());
    note(changes, "region", before.region(), after.region());
    return changes;
  }

  private static void note(Map<String, Object> changes, String what, String old, String now) {
    if (!old.equals(now)) {
      changes.put(what, Map.of("old", old, "new", now));
    }
  }
}
