/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A role assignment of a subject. */
@Entity
@Table(name = "rbac_assignment")
@TenantRowLimit(name = "role_assignments", limit = 2_000_000)
public class RoleAssignmentRow {

  @SuppressWarnings("UnusedVariable") // read by OpenJPA
  @EmbeddedId
  private RoleAssignmentKey key;

  @Column(name = "created_micros")
  private long createdMicros;

  protected RoleAssignmentRow() {}

  public RoleAssignmentRow(RoleAssignmentKey key, long createdMicros) {
    this.key = key;
    this.createdMicros = createdMicros;
  }
}
