package org.lumoauth.platform.persistence;

import java.util.regex.Pattern;

/**
 * Limits how many rows of a table a tenant can have, where rows are added by plain SQL and {@link
 * PersistenceUnit#requireRoom}; entities have {@link TenantRowLimit}. The table has the tenant's id
 * as the first column of an index, {@code tenant_id}. The operator changes limits with {@code
 * quotas} in {@code etc/org.lumoauth.platform.quotas.cfg}.
 *
 * @param name names the quota in settings and errors, in the plural, as {@code refresh_tokens}
 * @param table the table whose rows count
 * @param limit the limit that applies unless the operator sets another
 */
public record RowQuota(String name, String table, long limit) {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]*");

  public RowQuota {
    if (!IDENTIFIER.matcher(table).matches()) {
      throw new IllegalArgumentException("not the name of a table: " + table);
    }
  }
}
