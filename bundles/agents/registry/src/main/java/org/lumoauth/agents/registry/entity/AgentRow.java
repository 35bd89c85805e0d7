/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.registry.credential.AgentJwkSetValidator;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.agents.registry.store.WordListColumnCodec;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.authn.CredentialUsers;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.TenantRowLimit;

/** A row of an agent and its OAuth client. */
@Entity
@TenantRowLimit(name = "agents", limit = 100_000)
@Table(name = "agent")
public class AgentRow {

  @EmbeddedId private AgentRowKey key;

  @Column(name = "client_id")
  private String clientId;

  private String name;

  private String description;

  @Column(name = "agent_type")
  private String type;

  @Column(name = "identity_type")
  private String identityType;

  @Lob private String capabilities;

  /** Duplicates the status, for nodes of the previous release. */
  @SuppressWarnings("UnusedVariable") // read by OpenJPA
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

  /** The root ancestor; null for a root agent itself. */
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

  /** Null for credentials set before this column existed. */
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

  /** Creates a row. */
  public AgentRow(String tenantId, StoredAgent stored) {
    var agent = stored.agent();
    this.key = new AgentRowKey(tenantId, agent.id());
    this.clientId = agent.clientId();
    this.identityType = agent.identityType();
    this.parentId = agent.details().parentId().orElse(null);
    this.blueprintId = agent.details().blueprintId().orElse(null);
    this.createdMicros = EpochMicrosConverter.toMicros(agent.createdAt());
    update(stored);
  }

  /** Creates a row of a sub-agent. */
  public AgentRow(String tenantId, StoredAgent stored, String rootId) {
    this(tenantId, stored);
    this.rootId = rootId;
  }

  /** Returns the root ancestor; this agent itself if it has no parent. */
  public String rootId() {
    return rootId == null ? key.id() : rootId;
  }

  /** Copies all mutable values. */
  public final void update(StoredAgent stored) {
    var agent = stored.agent();
    var details = agent.details();
    name = agent.name();
    description = agent.description().orElse(null);
    type = stored.type().orElse(null);
    capabilities = WordListColumnCodec.joinWords(agent.capabilities());
    enabled = details.status() == AgentStatus.ACTIVE;
    status = details.status().wire();
    ownerId = details.ownerId().orElse(null);
    sponsorId = details.sponsorId().orElse(null);
    allowedIps = String.join(" ", details.allowedIps());
    secretHash = HexFormat.of().formatHex(stored.kept().secretHash());
    keyId = stored.kept().keyId().orElse(null);
    jwks = stored.kept().jwks().map(AgentJwkSetValidator.COLUMN::write).orElse(null);
    jwksUri = stored.kept().jwksUri().orElse(null);
    setBy = stored.setBy().serialize();
    updatedMicros = EpochMicrosConverter.toMicros(stored.updatedAt());
  }

  /** Converts the row to an agent. */
  public StoredAgent toStored() {
    Instant createdAt = EpochMicrosConverter.toInstant(createdMicros);
    var agent =
        new Agent(
            key.id(),
            clientId,
            name,
            Optional.ofNullable(description),
            identityType,
            WordListColumnCodec.parseWordSet(capabilities),
            status().equals(AgentStatus.ACTIVE),
            createdAt,
            details());
    return new StoredAgent(
        agent,
        kept(),
        setBy == null ? CredentialUsers.NOBODY : CredentialUsers.parse(setBy),
        Optional.ofNullable(type),
        EpochMicrosConverter.toInstant(updatedMicros));
  }

  private AgentGovernance details() {
    return new AgentGovernance(
        status(),
        Optional.ofNullable(ownerId),
        Optional.ofNullable(sponsorId),
        allowedIps == null ? List.of() : WordListColumnCodec.parseWordList(allowedIps),
        Optional.ofNullable(parentId),
        Optional.ofNullable(blueprintId));
  }

  /** A status that cannot be parsed means that the agent may not act. */
  private AgentStatus status() {
    return AgentStatus.fromWire(status).orElse(AgentStatus.SUSPENDED);
  }

  private StoredAgentCredentials kept() {
    return new StoredAgentCredentials(
        HexFormat.of().parseHex(secretHash),
        Optional.ofNullable(keyId),
        Optional.ofNullable(jwks).map(text -> AgentJwkSetValidator.COLUMN.read(text, key.id())),
        Optional.ofNullable(jwksUri));
  }
}
