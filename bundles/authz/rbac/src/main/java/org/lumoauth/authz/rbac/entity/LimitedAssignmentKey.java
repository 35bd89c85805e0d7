package org.lumoauth.authz.rbac.entity;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;

/** The primary key: tenant and id. */
@Embeddable
public class LimitedAssignmentKey implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "id")
  private String id;

  public LimitedAssignmentKey() {}

  public LimitedAssignmentKey(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  public String id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LimitedAssignmentKey key
        && key.tenantId.equals(tenantId)
        && key.id.equals(id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, id);
  }
}
