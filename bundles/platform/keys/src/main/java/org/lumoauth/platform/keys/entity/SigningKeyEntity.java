/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;

/**
 * A tenant's signing key. At most one row of a tenant has a given {@code current_for}, and one a
 * given {@code next_for}: unique keys decide between nodes that create the same key concurrently.
 */
@Entity
@Table(name = "keys_signing_key")
@IdClass(TenantKeyEntityId.class)
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

  @Column(name = "next_for")
  private String nextFor;

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

  /** Creates a current key, or a next key that is only published. */
  public SigningKeyEntity(
      String tenantId,
      String kid,
      String algorithm,
      boolean current,
      byte[] privateJwk,
      long createdMicros) {
    this.tenantId = tenantId;
    this.kid = kid;
    this.algorithm = algorithm;
    this.currentFor = current ? algorithm : null;
    this.nextFor = current ? null : algorithm;
    this.privateJwk = privateJwk.clone();
    this.createdMicros = createdMicros;
  }

  public String kid() {
    return kid;
  }

  public String algorithm() {
    return algorithm;
  }

  public SigningKeyState state() {
    if (currentFor != null) {
      return SigningKeyState.CURRENT;
    }
    return nextFor != null ? SigningKeyState.NEXT : SigningKeyState.RETIRING;
  }

  public byte[] privateJwk() {
    return privateJwk.clone();
  }

  public long createdMicros() {
    return createdMicros;
  }

  /** Returns when the key stops verifying; null before it is retired. */
  public Long retiresMicros() {
    return retiresMicros;
  }

  public int version() {
    return version;
  }

  /** Makes the key current. */
  public void promote() {
    currentFor = algorithm;
    nextFor = null;
  }

  /** Retires the key. It no longer signs and verifies until the given time. */
  public void retire(long atMicros) {
    currentFor = null;
    retiresMicros = atMicros;
  }
}
