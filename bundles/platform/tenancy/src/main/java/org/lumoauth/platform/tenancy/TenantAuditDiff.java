/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.tenant.Tenant;

/** Computes the changes of a tenant for the audit record. */
final class TenantAuditDiff {

  private TenantAuditDiff() {}

  /** Returns the old and new values by property name. */
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
