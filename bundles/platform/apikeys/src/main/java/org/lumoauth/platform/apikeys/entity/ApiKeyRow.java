/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A row of {@code apikeys_key}. Times are microseconds since the epoch. */
@Entity
@TenantRowLimit(name = "api_keys", limit = 10_000)
@Table(name = "apikeys_key")
public class ApiKeyRow {
  @EmbeddedId private ApiKeyRowKey key;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "secret_hash")
  private String secretHash;

  @Column(name = "scopes")
  private String scopes;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "expires_at")
  private Long expiresAt;

  @Column(name = "last_used_at")
  private Long lastUsedAt;

  @Version
  @Column(name = "version_no")
  private long versionNo;

  protected ApiKeyRow() {}

  public ApiKeyRow(ApiKeyRowKey key, String secretHash, long createdAt) {
    this.key = key;
    this.secretHash = secretHash;
    this.createdAt = createdAt;
  }

  public String id() {
    return key.id();
  }

  public String displayName() {
    return displayName;
  }

  public String scopes() {
    return scopes;
  }

  public long createdAt() {
    return createdAt;
  }

  public Long expiresAt() {
    return expiresAt;
  }

  public Long lastUsedAt() {
    return lastUsedAt;
  }

  /** Sets the mutable members. */
  public void set(String newName, String newScopes, Long newExpiry) {
    this.displayName = newName;
    this.scopes = newScopes;
    this.expiresAt = newExpiry;
  }
}
