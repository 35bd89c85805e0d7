package org.lumoauth.platform.keys.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/**
 * A key to which others encrypt. At most one row of a tenant has a given {@code current_for}: a
 * unique key decides when two nodes make the same key at once.
 */
@Entity
@Table(name = "keys_encryption_key")
@IdClass(SigningKeyId.class)
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

  /** A key that is published. */
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

  /** When it stops to open anything; null while it is current. */
  public Long endsMicros() {
    return endsMicros;
  }

  /** Is published no longer, and opens until then. */
  public void retire(long atMicros) {
    currentFor = null;
    endsMicros = atMicros;
  }
}
