/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A known text encrypted with the master key, to check that the database belongs to the key. */
@Entity
@Table(name = "keys_master_check")
public class MasterKeyCheckEntity {

  /** The id of the only row. */
  public static final int ONLY = 1;

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "sealed")
  private byte[] sealed;

  protected MasterKeyCheckEntity() {}

  public MasterKeyCheckEntity(byte[] sealed) {
    this.id = ONLY;
    this.sealed = sealed.clone();
  }

  public byte[] sealed() {
    return sealed.clone();
  }
}
