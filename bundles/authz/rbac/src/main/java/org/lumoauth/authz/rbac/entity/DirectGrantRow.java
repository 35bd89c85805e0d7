package org.lumoauth.authz.rbac.entity;

import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A permission that a subject holds by itself, without a role. */
@Entity
@Table(name = "rbac_direct_grant")
public class DirectGrantRow {

  @EmbeddedId private DirectGrantKey key;

  @Column(name = "created_micros")
  private long createdMicros;

  protected DirectGrantRow() {}

  public DirectGrantRow(DirectGrantKey key, long createdMicros) {
    this.key = key;
    this.createdMicros = createdMicros;
  }
}
