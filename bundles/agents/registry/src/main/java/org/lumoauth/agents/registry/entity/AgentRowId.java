package org.lumoauth.agents.registry.entity;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of {@link AgentRow}. A class because JPA writes into its fields. */
public final class AgentRowId implements Serializable {

  private static final long serialVersionUID = 1L;

  public String tenantId;
  public String id;

  public AgentRowId() {}

  public AgentRowId(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgentRowId that
        && Objects.equals(tenantId, that.tenantId)
        && Objects.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
