/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.entity;

import java.io.Serializable;
import java.util.Objects;

/** Primary key of {@link ScopeEntity}. */
public class ScopeEntityKey implements Serializable {
  private static final long serialVersionUID = 1L;

  public String tenantId;
  public long number;

  public ScopeEntityKey() {}

  public ScopeEntityKey(String tenantId, long number) {
    this.tenantId = tenantId;
    this.number = number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScopeEntityKey that
        && tenantId.equals(that.tenantId)
        && number == that.number;
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, number);
  }
}
