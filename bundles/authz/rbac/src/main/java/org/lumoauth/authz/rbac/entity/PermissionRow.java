/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A permission of a tenant. */
@Entity
@TenantRowLimit(name = "permissions", limit = 20_000)
@Table(name = "rbac_permission")
public class PermissionRow {

  @EmbeddedId private PermissionKey key;

  private String slug;

  private String name;

  private String description;

  @Column(name = "resource_part")
  private String resourcePart;

  @Column(name = "action_part")
  private String actionPart;

  @Column(name = "system_made")
  private boolean systemMade;

  @Column(name = "created_micros")
  private long createdMicros;

  @Version
  @Column(name = "version_no")
  private int versionNo;

  protected PermissionRow() {}

  /** Creates a new row. */
  public PermissionRow(String tenantId, StoredPermission stored) {
    this.key = new PermissionKey(tenantId, stored.id());
    this.createdMicros = EpochMicrosConverter.toMicros(stored.createdAt());
    update(stored);
  }

  /** Updates all changeable columns. */
  public final void update(StoredPermission stored) {
    slug = stored.slug();
    name = stored.name();
    description = stored.description().orElse(null);
    resourcePart = stored.resource();
    actionPart = stored.action();
    systemMade = stored.system();
  }

  /** Converts the row. */
  public StoredPermission toStored() {
    return new StoredPermission(
        key.id(),
        slug,
        name,
        Optional.ofNullable(description),
        systemMade,
        EpochMicrosConverter.toInstant(createdMicros));
  }
}
