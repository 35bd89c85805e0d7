/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The key of every row: the tenant first. */
@Embeddable
public class SessionRowKey implements Serializable {
  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "id")
  private String id;

  /** Required by OpenJPA. */
  public SessionRowKey() {}

  public SessionRowKey(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  public String id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionRowKey key
        && Objects.equals(key.tenantId, tenantId)
        && Objects.equals(key.id, id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
