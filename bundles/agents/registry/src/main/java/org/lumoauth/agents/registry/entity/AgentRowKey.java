/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant and id. */
@Embeddable
public class AgentRowKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "id")
  private String id;

  public AgentRowKey() {}

  public AgentRowKey(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  String id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgentRowKey key && key.tenantId.equals(tenantId) && key.id.equals(id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
