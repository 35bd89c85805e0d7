/** Short-lived records and credentials. */
@TenantTables({
  "store_record",
  "store_count",
  "store_credential",
  "store_missed",
  "store_announced"
})
package org.lumoauth.platform.store;

import org.lumoauth.platform.persistence.TenantTables;
