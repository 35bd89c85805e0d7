/** Short-lived records and credentials. */
@TenantTables({
  "store_record",
  "store_count",
  "store_credential",
  "store_missed",
  "store_announced"
})
@NullMarked
package org.lumoauth.platform.store;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
