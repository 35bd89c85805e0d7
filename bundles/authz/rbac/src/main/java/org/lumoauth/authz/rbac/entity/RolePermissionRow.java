/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A permission that a role contains. */
@Entity
@Table(name = "rbac_role_permission")
public class RolePermissionRow {

  @SuppressWarnings("UnusedVariable") // read by OpenJPA
  @EmbeddedId
  private RolePermissionKey key;

  protected RolePermissionRow() {}

  public RolePermissionRow(RolePermissionKey key) {
    this.key = key;
  }
}
