/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key of a membership, with the tenant first. */
@Embeddable
public class MembershipKey implements Serializable {
  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "group_id")
  private String groupId;

  @Column(name = "user_id")
  private String userId;

  /** For OpenJPA. */
  public MembershipKey() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof MembershipKey key
        && Objects.equals(key.tenantId, tenantId)
        && Objects.equals(key.groupId, groupId)
        && Objects.equals(key.userId, userId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, groupId, userId);
  }
}
