/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.entity;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A scope created by a tenant. */
@Entity
@TenantRowLimit(name = "scopes", limit = 5_000)
@Table(name = "oac_scope")
@IdClass(ScopeEntityKey.class)
public class ScopeEntity {

  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Id
  @Column(name = "scope_no")
  private long number;

  @Column(name = "scope_name")
  private String name;

  @Column(name = "description")
  private String description;

  @Column(name = "given_to_new")
  private boolean givenToNew;

  @Column(name = "created_us")
  private long createdMicros;

  protected ScopeEntity() {}

  public ScopeEntity(String tenantId, long number, String name, long createdMicros) {
    this.tenantId = tenantId;
    this.number = number;
    this.name = name;
    this.createdMicros = createdMicros;
  }

  /**
   * Applies the mutable properties.
   *
   * @param words null for none
   */
  public void apply(String words, boolean forNewClients) {
    description = words;
    givenToNew = forNewClients;
  }

  public long number() {
    return number;
  }

  public String name() {
    return name;
  }

  /** Returns the description, or null. */
  public String description() {
    return description;
  }

  public boolean isDefaultForNewClients() {
    return givenToNew;
  }

  public long createdMicros() {
    return createdMicros;
  }
}
