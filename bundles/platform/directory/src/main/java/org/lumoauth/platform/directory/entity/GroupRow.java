/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A row of {@code directory_group}. Times are microseconds since the epoch. */
@Entity
@TenantRowLimit(name = "groups", limit = 50_000)
@Table(name = "directory_group")
public class GroupRow {
  @EmbeddedId private DirectoryRowKey key;

  @Column(name = "slug")
  private String slug;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "description")
  private String description;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "updated_at")
  private long updatedAt;

  @Version
  @Column(name = "version_no")
  private long versionNo;

  protected GroupRow() {}

  public GroupRow(DirectoryRowKey key) {
    this.key = key;
  }

  public String id() {
    return key.id();
  }

  public long versionNo() {
    return versionNo;
  }

  public String slug() {
    return slug;
  }

  public void slug(String value) {
    this.slug = value;
  }

  public String displayName() {
    return displayName;
  }

  public void displayName(String value) {
    this.displayName = value;
  }

  public String description() {
    return description;
  }

  public void description(String value) {
    this.description = value;
  }

  public long createdAt() {
    return createdAt;
  }

  public void createdAt(long value) {
    this.createdAt = value;
  }

  public long updatedAt() {
    return updatedAt;
  }

  public void updatedAt(long value) {
    this.updatedAt = value;
  }
}
