/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A tenant's data key, encrypted with the master key. */
@Entity
@Table(name = "keys_data_key")
public class DataKeyEntity {

  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "wrapped")
  private byte[] wrapped;

  @Column(name = "created_us")
  private long createdMicros;

  protected DataKeyEntity() {}

  public DataKeyEntity(String tenantId, byte[] wrapped, long createdMicros) {
    this.tenantId = tenantId;
    this.wrapped = wrapped.clone();
    this.createdMicros = createdMicros;
  }

  public byte[] wrapped() {
    return wrapped.clone();
  }
}
