/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant and id. */
@Embeddable
public class LimitedRoleAssignmentKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "id")
  private String id;

  public LimitedRoleAssignmentKey() {}

  public LimitedRoleAssignmentKey(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  public String id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LimitedRoleAssignmentKey key
        && key.tenantId.equals(tenantId)
        && key.id.equals(id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
