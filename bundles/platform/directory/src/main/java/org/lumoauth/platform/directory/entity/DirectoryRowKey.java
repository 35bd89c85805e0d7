/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key of every row, with the tenant first. */
@Embeddable
public class DirectoryRowKey implements Serializable {
  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "id")
  private String id;

  /** For OpenJPA. */
  public DirectoryRowKey() {}

  public DirectoryRowKey(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  public String id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectoryRowKey key
        && Objects.equals(key.tenantId, tenantId)
        && Objects.equals(key.id, id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
