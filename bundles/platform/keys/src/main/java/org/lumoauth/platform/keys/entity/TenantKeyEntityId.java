/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.entity;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of {@link SigningKeyEntity}. */
public class TenantKeyEntityId implements Serializable {
  private static final long serialVersionUID = 1L;

  public String tenantId;
  public String kid;

  public TenantKeyEntityId() {}

  public TenantKeyEntityId(String tenantId, String kid) {
    this.tenantId = tenantId;
    this.kid = kid;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TenantKeyEntityId that
        && tenantId.equals(that.tenantId)
        && kid.equals(that.kid);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, kid);
  }
}
