/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A row of {@code directory_membership}. Mapped so that user queries can refer to groups. */
@Entity
@Table(name = "directory_membership")
public class MembershipRow {
  @EmbeddedId private MembershipKey key;

  @Column(name = "since")
  private long since;

  protected MembershipRow() {}

  public MembershipKey key() {
    return key;
  }

  public long since() {
    return since;
  }
}
