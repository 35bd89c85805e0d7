/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A permission that a subject has directly. */
@Entity
@Table(name = "rbac_direct_grant")
@TenantRowLimit(name = "direct_permissions", limit = 2_000_000)
public class DirectPermissionRow {

  @SuppressWarnings("UnusedVariable") // read by OpenJPA
  @EmbeddedId
  private DirectPermissionKey key;

  @Column(name = "created_micros")
  private long createdMicros;

  protected DirectPermissionRow() {}

  public DirectPermissionRow(DirectPermissionKey key, long createdMicros) {
    this.key = key;
    this.createdMicros = createdMicros;
  }
}
