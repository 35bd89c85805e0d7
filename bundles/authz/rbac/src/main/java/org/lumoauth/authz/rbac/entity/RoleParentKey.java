/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant, role and parent. */
@Embeddable
public class RoleParentKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "role_id")
  private String roleId;

  @Column(name = "parent_id")
  private String parentId;

  public RoleParentKey() {}

  public RoleParentKey(String tenantId, String roleId, String parentId) {
    this.tenantId = tenantId;
    this.roleId = roleId;
    this.parentId = parentId;
  }

  public String roleId() {
    return roleId;
  }

  public String parentId() {
    return parentId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoleParentKey key
        && key.tenantId.equals(tenantId)
        && key.roleId.equals(roleId)
        && key.parentId.equals(parentId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, roleId, parentId);
  }
}
