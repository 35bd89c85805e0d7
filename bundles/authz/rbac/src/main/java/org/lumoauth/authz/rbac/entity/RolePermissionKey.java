/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant, role and permission. */
@Embeddable
public class RolePermissionKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "role_id")
  private String roleId;

  @Column(name = "permission_id")
  private long permissionId;

  public RolePermissionKey() {}

  public RolePermissionKey(String tenantId, String roleId, long permissionId) {
    this.tenantId = tenantId;
    this.roleId = roleId;
    this.permissionId = permissionId;
  }

  public String roleId() {
    return roleId;
  }

  public long permissionId() {
    return permissionId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RolePermissionKey key
        && key.tenantId.equals(tenantId)
        && key.roleId.equals(roleId)
        && key.permissionId == permissionId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, roleId, permissionId);
  }
}
