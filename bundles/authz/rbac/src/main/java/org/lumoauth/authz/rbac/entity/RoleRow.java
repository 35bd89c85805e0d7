/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.authz.rbac.store.StoredRole;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A role of a tenant. */
@Entity
@TenantRowLimit(name = "roles", limit = 5_000)
@Table(name = "rbac_role")
public class RoleRow {

  @EmbeddedId private RoleKey key;

  private String slug;

  private String name;

  private String description;

  @Column(name = "system_made")
  private boolean systemMade;

  @Column(name = "created_micros")
  private long createdMicros;

  @Column(name = "updated_micros")
  private long updatedMicros;

  @Version
  @Column(name = "version_no")
  private int versionNo;

  protected RoleRow() {}

  /** Creates a new row. */
  public RoleRow(String tenantId, StoredRole stored) {
    this.key = new RoleKey(tenantId, stored.id());
    this.createdMicros = EpochMicrosConverter.toMicros(stored.createdAt());
    update(stored);
  }

  /** Updates all changeable columns. */
  public final void update(StoredRole stored) {
    slug = stored.slug();
    name = stored.name();
    description = stored.description().orElse(null);
    systemMade = stored.system();
    updatedMicros = EpochMicrosConverter.toMicros(stored.updatedAt());
  }

  /** Converts the row. */
  public StoredRole toStored() {
    return new StoredRole(
        key.id(),
        slug,
        name,
        Optional.ofNullable(description),
        systemMade,
        EpochMicrosConverter.toInstant(createdMicros),
        EpochMicrosConverter.toInstant(updatedMicros));
  }
}
