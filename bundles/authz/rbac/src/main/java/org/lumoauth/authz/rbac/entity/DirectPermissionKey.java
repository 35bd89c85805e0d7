/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant, subject and permission. */
@Embeddable
public class DirectPermissionKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "subject_type")
  private String subjectType;

  @Column(name = "subject_id")
  private String subjectId;

  @Column(name = "permission_id")
  private long permissionId;

  public DirectPermissionKey() {}

  public DirectPermissionKey(
      String tenantId, String subjectType, String subjectId, long permissionId) {
    this.tenantId = tenantId;
    this.subjectType = subjectType;
    this.subjectId = subjectId;
    this.permissionId = permissionId;
  }

  public String subjectType() {
    return subjectType;
  }

  public String subjectId() {
    return subjectId;
  }

  public long permissionId() {
    return permissionId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectPermissionKey key
        && key.tenantId.equals(tenantId)
        && key.subjectType.equals(subjectType)
        && key.subjectId.equals(subjectId)
        && key.permissionId == permissionId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, subjectType, subjectId, permissionId);
  }
}
