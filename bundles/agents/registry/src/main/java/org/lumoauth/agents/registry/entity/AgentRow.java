package org.lumoauth.agents.registry.entity;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.lumoauth.agents.registry.Columns;
import org.lumoauth.agents.registry.Kept;
import org.lumoauth.agents.registry.PublicKeys;
import org.lumoauth.agents.registry.StoredAgent;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.authn.SetBy;
import org.lumoauth.platform.persistence.LimitedRows;

/** One row: an agent and its OAuth client. */
@Entity
@LimitedRows(name = "agents", limit = 100_000)
@Table(name = "agent")
public class AgentRow {

  @EmbeddedId private AgentKey key;

  @Column(name = "client_id")
  private String clientId;

  private String name;

  private String description;

  @Column(name = "agent_type")
  private String type;

  @Column(name = "identity_type")
  private String identityType;

  @Lob private String capabilities;

  /** Says the same as the status, to nodes of the release before. */
  private boolean enabled;

  @Column(name = "life_status")
  private String status;

  @Column(name = "owner_id")
  private String ownerId;

  @Column(name = "sponsor_id")
  private String sponsorId;

  @Column(name = "allowed_ips")
  private String allowedIps;

  @Column(name = "parent_id")
  private String parentId;

  /** The agent above all, which no agent registered; null of that one itself. */
  @Column(name = "root_id")
  private String rootId;

  @Column(name = "blueprint_id")
  private String blueprintId;

  @Column(name = "secret_hash")
  private String secretHash;

  @Column(name = "key_id")
  private String keyId;

  @Lob private String jwks;

  @Column(name = "jwks_uri")
  private String jwksUri;

  /** Null of what was set before this was kept. */
  @Lob
  @Column(name = "set_by")
  private String setBy;

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
    var agent = stored.agent();
    this.key = new AgentKey(tenantId, agent.id());
    this.clientId = agent.clientId();
    this.identityType = agent.identityType();
    this.parentId = agent.details().parentId().orElse(null);
    this.blueprintId = agent.details().blueprintId().orElse(null);
    this.createdMicros = Columns.micros(agent.createdAt());
    update(stored);
  }

  /** A new row of an agent below another. */
  public AgentRow(String tenantId, StoredAgent stored, String rootId) {
    this(tenantId, stored);
    this.rootId = rootId;
  }

  /** The agent above all: this one, if no agent registered it. */
  public String rootId() {
    return rootId == null ? key.id() : rootId;
  }

  /** Takes over everything that may change. */
  public final void update(StoredAgent stored) {
    var agent = stored.agent();
    var details = agent.details();
    name = agent.name();
    description = agent.description().orElse(null);
    type = stored.type().orElse(null);
    capabilities = Columns.words(agent.capabilities());
    enabled = details.status() == AgentStatus.ACTIVE;
    status = details.status().wire();
    ownerId = details.ownerId().orElse(null);
    sponsorId = details.sponsorId().orElse(null);
    allowedIps = String.join(" ", details.allowedIps());
    secretHash = HexFormat.of().formatHex(stored.kept().secretHash());
    keyId = stored.kept().keyId().orElse(null);
    jwks = stored.kept().jwks().map(PublicKeys::write).orElse(null);
    jwksUri = stored.kept().jwksUri().orElse(null);
    setBy = stored.setBy().text();
    updatedMicros = Columns.micros(stored.updatedAt());
  }

  /** What the row says. */
  public StoredAgent toStored() {
    Instant createdAt = Columns.instant(createdMicros);
    var agent =
        new Agent(
            key.id(),
            clientId,
            name,
            Optional.ofNullable(description),
            identityType,
            Columns.set(capabilities),
            status().equals(AgentStatus.ACTIVE),
            createdAt,
            details());
    return new StoredAgent(
        agent,
        kept(),
        setBy == null ? SetBy.NOBODY : SetBy.read(setBy),
        Optional.ofNullable(type),
        Columns.instant(updatedMicros));
  }

  private AgentDetails details() {
    return new AgentDetails(
        status(),
        Optional.ofNullable(ownerId),
        Optional.ofNullable(sponsorId),
        allowedIps == null ? List.of() : Columns.list(allowedIps),
        Optional.ofNullable(parentId),
        Optional.ofNullable(blueprintId));
  }

  /** What cannot be read may not act. */
  private AgentStatus status() {
    return AgentStatus.named(status).orElse(AgentStatus.SUSPENDED);
  }

  private Kept kept() {
    return new Kept(
        HexFormat.of().parseHex(secretHash),
        Optional.ofNullable(keyId),
        Optional.ofNullable(jwks).map(PublicKeys::read),
        Optional.ofNullable(jwksUri));
  }
}
