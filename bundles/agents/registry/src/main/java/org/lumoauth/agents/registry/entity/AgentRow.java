package org.lumoauth.agents.registry.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.agents.registry.StoredAgent;
import org.lumoauth.api.agent.Agent;

/** One row: an agent and its OAuth client. */
@Entity
@Table(name = "agent")
public class AgentRow {

  @EmbeddedId private AgentKey key;

  @Column(name = "client_id")
  private String clientId;

  private String name;

  private String description;

  @Column(name = "identity_type")
  private String identityType;

  @Lob private String capabilities;

  private boolean enabled;

  @Column(name = "secret_hash")
  private String secretHash;

  @Column(name = "created_micros")
  private long createdMicros;

  @Column(name = "updated_micros")
  private long updatedMicros;

  @Version
  @Column(name = "version_no")
  private int versionNo;

  protected AgentRow() {}

  /** A new row. */
  public AgentRow(String tenantId, StoredAgent stored) {
    this.key = new AgentKey(tenantId, stored.agent().id());
    this.clientId = stored.agent().clientId();
    this.identityType = stored.agent().identityType();
    this.createdMicros = micros(stored.agent().createdAt());
    update(stored);
  }

  /** Takes over everything that may change. */
  public final void update(StoredAgent stored) {
    var agent = stored.agent();
    name = agent.name();
    description = agent.description().orElse(null);
    capabilities = String.join(" ", new TreeSet<>(agent.capabilities()));
    enabled = agent.enabled();
    secretHash = HexFormat.of().formatHex(stored.secretHash());
    updatedMicros = micros(stored.updatedAt());
  }

  /** What the row says. */
  public StoredAgent toStored() {
    var agent =
        new Agent(
            key.id(),
            clientId,
            name,
            Optional.ofNullable(description),
            identityType,
            capabilities.isEmpty() ? Set.of() : Set.of(capabilities.split(" ")),
            enabled,
            instant(createdMicros));
    return new StoredAgent(agent, HexFormat.of().parseHex(secretHash), instant(updatedMicros));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
