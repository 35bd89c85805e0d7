/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** Tenant and id. */
@Embeddable
public class BookKey implements Serializable {
  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "id")
  private String id;

  public BookKey() {}

  public BookKey(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BookKey key && key.tenantId.equals(tenantId) && key.id.equals(id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
