package org.lumoauth.agents.registry.entity;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.agents.registry.Blueprint;
import org.lumoauth.agents.registry.Columns;
import org.lumoauth.platform.persistence.LimitedRows;

/** One row: what agents of one sort have in common. */
@Entity
@LimitedRows(name = "blueprints", limit = 1_000)
@Table(name = "agent_blueprint")
public class BlueprintRow {

  @EmbeddedId private AgentKey key;

  private String name;

  private String description;

  @Lob private String capabilities;

  @Column(name = "allowed_ips")
  private String allowedIps;

  private boolean enabled;

  @Column(name = "created_micros")
  private long createdMicros;

  @Column(name = "updated_micros")
  private long updatedMicros;

  @Version
  @Column(name = "version_no")
  private int versionNo;

  protected BlueprintRow() {}

  /** A new row. */
  public BlueprintRow(String tenantId, Blueprint blueprint) {
    this.key = new AgentKey(tenantId, blueprint.id());
    this.createdMicros = Columns.micros(blueprint.createdAt());
    update(blueprint);
  }

  /** Takes over everything that may change. */
  public final void update(Blueprint blueprint) {
    name = blueprint.name();
    description = blueprint.description().orElse(null);
    capabilities = Columns.words(blueprint.capabilities());
    allowedIps = String.join(" ", blueprint.allowedIps());
    enabled = blueprint.enabled();
    updatedMicros = Columns.micros(blueprint.updatedAt());
  }

  /** What the row says. */
  public Blueprint toBlueprint() {
    return new Blueprint(
        key.id(),
        name,
        Optional.ofNullable(description),
        Columns.set(capabilities),
        Columns.list(allowedIps),
        enabled,
        Columns.instant(createdMicros),
        Columns.instant(updatedMicros));
  }
}
