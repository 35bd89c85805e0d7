package org.lumoauth.platform.keys.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/**
 * A tenant's signing key. At most one row of a tenant has a given {@code current_for}: a unique key
 * decides when two nodes make the first key at once.
 */
@Entity
@Table(name = "keys_signing_key")
@IdClass(SigningKeyId.class)
public class SigningKeyEntity {

  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Id
  @Column(name = "kid")
  private String kid;

  @Column(name = "algorithm")
  private String algorithm;

  @Column(name = "current_for")
  private String currentFor;

  @Column(name = "private_jwk")
  private byte[] privateJwk;

  @Column(name = "created_us")
  private long createdMicros;

  @Column(name = "retires_us")
  private Long retiresMicros;

  @Version
  @Column(name = "version_no")
  private int version;

  protected SigningKeyEntity() {}

  public SigningKeyEntity(
      String tenantId, String kid, String algorithm, byte[] privateJwk, long createdMicros) {
    this.tenantId = tenantId;
    this.kid = kid;
    this.algorithm = algorithm;
    this.currentFor = algorithm;
    this.privateJwk = privateJwk.clone();
    this.createdMicros = createdMicros;
  }

  public String kid() {
    return kid;
  }

  public String algorithm() {
    return algorithm;
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

  /** When it stops to verify; null while it is current. */
  public Long retiresMicros() {
    return retiresMicros;
  }

  /** Signs no longer, verifies until then. */
  public void retire(long atMicros) {
    currentFor = null;
    retiresMicros = atMicros;
  }
}
