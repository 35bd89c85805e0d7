/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.entity;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.store.WordListColumnCodec;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A row of a blueprint. */
@Entity
@TenantRowLimit(name = "blueprints", limit = 1_000)
@Table(name = "agent_blueprint")
public class BlueprintRow {

  @EmbeddedId private AgentRowKey key;

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

  /** Creates a row. */
  public BlueprintRow(String tenantId, AgentBlueprint blueprint) {
    this.key = new AgentRowKey(tenantId, blueprint.id());
    this.createdMicros = EpochMicrosConverter.toMicros(blueprint.createdAt());
    update(blueprint);
  }

  /** Copies all mutable values. */
  public final void update(AgentBlueprint blueprint) {
    name = blueprint.name();
    description = blueprint.description().orElse(null);
    capabilities = WordListColumnCodec.joinWords(blueprint.capabilities());
    allowedIps = String.join(" ", blueprint.allowedIps());
    enabled = blueprint.enabled();
    updatedMicros = EpochMicrosConverter.toMicros(blueprint.updatedAt());
  }

  /** Converts the row to a blueprint. */
  public AgentBlueprint toBlueprint() {
    return new AgentBlueprint(
        key.id(),
        name,
        Optional.ofNullable(description),
        WordListColumnCodec.parseWordSet(capabilities),
        WordListColumnCodec.parseWordList(allowedIps),
        enabled,
        EpochMicrosConverter.toInstant(createdMicros),
        EpochMicrosConverter.toInstant(updatedMicros));
  }
}
