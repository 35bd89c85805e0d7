/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A row of {@code tenancy_tenant}. Times are microseconds since the epoch. */
@Entity
@Table(name = "tenancy_tenant")
public class TenantRow {
  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "slug")
  private String slug;

  @Column(name = "skeleton")
  private String skeleton;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "status")
  private String status;

  @Column(name = "region")
  private String region;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "updated_at")
  private long updatedAt;

  @Version
  @Column(name = "version_no")
  private long versionNo;

  protected TenantRow() {}

  public TenantRow(String tenantId, String slug, String skeleton, long createdAt) {
    this.tenantId = tenantId;
    this.slug = slug;
    this.skeleton = skeleton;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  public String tenantId() {
    return tenantId;
  }

  public String slug() {
    return slug;
  }

  public String displayName() {
    return displayName;
  }

  public String status() {
    return status;
  }

  public String region() {
    return region;
  }

  public long createdAt() {
    return createdAt;
  }

  public long updatedAt() {
    return updatedAt;
  }

  /** Sets the properties that the operator may change. */
  public void set(String displayName, String status, String region, long updatedAt) {
    this.displayName = displayName;
    this.status = status;
    this.region = region;
    this.updatedAt = updatedAt;
  }
}
