/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A parent of a role, which the role inherits permissions from. */
@Entity
@Table(name = "rbac_role_parent")
public class RoleParentRow {

  @SuppressWarnings("UnusedVariable") // read by OpenJPA
  @EmbeddedId
  private RoleParentKey key;

  protected RoleParentRow() {}

  public RoleParentRow(RoleParentKey key) {
    this.key = key;
  }
}
