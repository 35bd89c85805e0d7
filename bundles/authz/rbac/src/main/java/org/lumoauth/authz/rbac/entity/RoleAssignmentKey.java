/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant, subject and role. */
@Embeddable
public class RoleAssignmentKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "subject_type")
  private String subjectType;

  @Column(name = "subject_id")
  private String subjectId;

  @Column(name = "role_id")
  private String roleId;

  public RoleAssignmentKey() {}

  public RoleAssignmentKey(String tenantId, String subjectType, String subjectId, String roleId) {
    this.tenantId = tenantId;
    this.subjectType = subjectType;
    this.subjectId = subjectId;
    this.roleId = roleId;
  }

  public String subjectType() {
    return subjectType;
  }

  public String subjectId() {
    return subjectId;
  }

  public String roleId() {
    return roleId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoleAssignmentKey key
        && key.tenantId.equals(tenantId)
        && key.subjectType.equals(subjectType)
        && key.subjectId.equals(subjectId)
        && key.roleId.equals(roleId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, subjectType, subjectId, roleId);
  }
}
