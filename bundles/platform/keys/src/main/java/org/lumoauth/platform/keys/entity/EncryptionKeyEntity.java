/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/**
 * An encryption key. At most one row of a tenant has a given {@code current_for}: a unique key
 * decides between nodes that create the same key concurrently.
 */
@Entity
@Table(name = "keys_encryption_key")
@IdClass(TenantKeyEntityId.class)
public class EncryptionKeyEntity {

  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Id
  @Column(name = "kid")
  private String kid;

  @Column(name = "kind")
  private String kind;

  @Column(name = "current_for")
  private String currentFor;

  @Column(name = "private_jwk")
  private byte[] privateJwk;

  @Column(name = "created_us")
  private long createdMicros;

  @Column(name = "ends_us")
  private Long endsMicros;

  @Version
  @Column(name = "version_no")
  private int version;

  protected EncryptionKeyEntity() {}

  /** Creates a published key. */
  public EncryptionKeyEntity(
      String tenantId, String kid, String kind, byte[] privateJwk, long createdMicros) {
    this.tenantId = tenantId;
    this.kid = kid;
    this.kind = kind;
    this.currentFor = kind;
    this.privateJwk = privateJwk.clone();
    this.createdMicros = createdMicros;
  }

  public String kid() {
    return kid;
  }

  public String kind() {
    return kind;
  }

  public boolean current() {
    return currentFor != null;
  }

  public byte[] privateJwk() {
    return privateJwk.clone();
  }

  public long createdMicros() {
    return createdMicros;
  }

  /** Returns when the key stops decrypting; null while it is current. */
  public Long endsMicros() {
    return endsMicros;
  }

  /** Retires the key. It is no longer published and decrypts until the given time. */
  public void retire(long atMicros) {
    currentFor = null;
    endsMicros = atMicros;
  }
}
