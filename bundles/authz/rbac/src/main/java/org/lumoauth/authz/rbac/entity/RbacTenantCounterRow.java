/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/**
 * The counters of a tenant. Every change updates this row first, so changes are serialized per
 * tenant.
 */
@Entity
@Table(name = "rbac_tenant")
public class RbacTenantCounterRow {

  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "role_revision")
  private long roleRevision;

  @Column(name = "assignment_revision")
  private long assignmentRevision;

  @Column(name = "last_permission")
  private long lastPermission;

  @Column(name = "seed_version")
  private int seedVersion;

  protected RbacTenantCounterRow() {}

  public RbacTenantCounterRow(String tenantId) {
    this.tenantId = tenantId;
    this.roleRevision = 1;
    this.assignmentRevision = 1;
  }

  /** Returns the next permission number. */
  public long takePermissionNumber() {
    return ++lastPermission;
  }

  public int seedVersion() {
    return seedVersion;
  }

  public void seeded(int version) {
    seedVersion = version;
  }
}
