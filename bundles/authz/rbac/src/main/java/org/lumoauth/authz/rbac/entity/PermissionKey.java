/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant and number. */
@Embeddable
public class PermissionKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "id")
  private long id;

  public PermissionKey() {}

  public PermissionKey(String tenantId, long id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  public long id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PermissionKey key && key.tenantId.equals(tenantId) && key.id == id;
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
