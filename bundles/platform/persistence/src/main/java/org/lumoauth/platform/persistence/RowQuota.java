/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.util.regex.Pattern;

/**
 * Limits the number of a tenant's rows in a table to which rows are added by plain SQL and {@link
 * PersistenceUnit#requireWithinQuota}; for entities, see {@link TenantRowLimit}. The table must
 * have an index that starts with {@code tenant_id}. The operator changes limits with {@code quotas}
 * in {@code etc/org.lumoauth.platform.quotas.cfg}.
 *
 * @param name the name in settings and errors, in the plural, such as {@code refresh_tokens}
 * @param table the table of the counted rows
 * @param limit the default limit
 */
public record RowQuota(String name, String table, long limit) {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]*");

  public RowQuota {
    if (!IDENTIFIER.matcher(table).matches()) {
      throw new IllegalArgumentException("not a valid table name: " + table);
    }
  }
}
