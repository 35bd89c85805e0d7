/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the tokens issued through this server, and the access servers that received them, until
 * they expire. Used to notify of revocations, and to follow a call chain to its person.
 */
@Component(service = IssuedTokenRecordStore.class)
public final class IssuedTokenRecordStore {

  private static final int MAX_LINE = 16;
  private static final String SELECT =
      "select issuer, token_id, kind, document, audience, provider, agent, sub_agent, user_id,"
          + " presented_key, upstream_key, depth, issued_us, expires_us, mission from aap_token ";

  private final PersistenceUnit unit;

  @Activate
  public IssuedTokenRecordStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds a token; an existing record does not change. */
  public void add(String tenantId, IssuedTokenRecord token) {
    TokenOrigin origin = token.origin();
    try {
      unit.update(
          "insert into aap_token (tenant_id, token_key, issuer, token_id, kind, document, audience,"
              + " provider, agent, sub_agent, user_id, presented_key, upstream_key, depth,"
              + " issued_us, expires_us, mission)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          tenantId,
          token.key(),
          token.issuer(),
          token.id(),
          token.kind(),
          token.document(),
          token.audience(),
          origin.provider(),
          origin.agent(),
          origin.subAgent(),
          origin.user(),
          origin.presented(),
          origin.upstream(),
          origin.depth(),
          token.issuedAt(),
          token.expiresAt(),
          origin.mission());
    } catch (DuplicateKeyException e) {
      return; // already stored
    }
  }

  /** Returns the token with this key. */
  public Optional<IssuedTokenRecord> find(String tenantId, String key) {
    return unit.first(
        IssuedTokenRecordStore::token,
        SELECT + "where tenant_id = ? and token_key = ?",
        tenantId,
        key);
  }

  /** Returns a token, its agent's upstream token, and so on up to the first. */
  public List<IssuedTokenRecord> findChain(String tenantId, IssuedTokenRecord token) {
    List<IssuedTokenRecord> line = new ArrayList<>(List.of(token));
    Optional<IssuedTokenRecord> next = above(tenantId, token);
    while (next.isPresent() && line.size() < MAX_LINE) {
      line.add(next.get());
      next = above(tenantId, next.get());
    }
    return line;
  }

  private Optional<IssuedTokenRecord> above(String tenantId, IssuedTokenRecord token) {
    String upstream = token.origin().upstream();
    return upstream.isEmpty() ? Optional.empty() : find(tenantId, upstream);
  }

  /** Returns the unexpired tokens of an agent and its sub-agents. */
  public List<IssuedTokenRecord> listByAgent(String tenantId, String agent, Instant now) {
    List<IssuedTokenRecord> found = new ArrayList<>(living("agent", tenantId, agent, now));
    found.addAll(living("sub_agent", tenantId, agent, now));
    return found;
  }

  /** Returns the unexpired tokens that were issued for a presented token. */
  public List<IssuedTokenRecord> listByPresentedToken(String tenantId, String key, Instant now) {
    return living("presented_key", tenantId, key, now);
  }

  /** Returns the unexpired tokens that were issued in a mission. */
  public List<IssuedTokenRecord> listByMission(String tenantId, String mission, Instant now) {
    return living("mission", tenantId, mission, now);
  }

  /** Returns the unexpired tokens that were issued for an upstream token. */
  public List<IssuedTokenRecord> listByUpstreamToken(String tenantId, String key, Instant now) {
    return living("upstream_key", tenantId, key, now);
  }

  private List<IssuedTokenRecord> living(
      String column, String tenantId, String value, Instant now) {
    return list(
        "where tenant_id = ? and " + column + " = ? and expires_us > ?", tenantId, value, now);
  }

  /** Records that a token will be presented to an access server; call this before it is sent. */
  public void recordPresentation(
      String tenantId, String key, String accessServer, Instant expiresAt) {
    try {
      unit.update(
          "insert into aap_shown (tenant_id, token_key, access_server, expires_us)"
              + " values (?, ?, ?, ?)",
          tenantId,
          key,
          accessServer,
          expiresAt);
    } catch (DuplicateKeyException e) {
      return; // already recorded
    }
  }

  /** Returns the access servers that received a token. */
  public List<String> listPresentedTo(String tenantId, String key) {
    return unit.list(
        row -> row.getString(1),
        "select access_server from aap_shown where tenant_id = ? and token_key = ?"
            + " order by access_server",
        tenantId,
        key);
  }

  /** Deletes records of tokens that expired before this time. */
  public void purge(Instant before) {
    unit.deleteInBatches("delete from aap_token where expires_us < ?", before);
    unit.deleteInBatches("delete from aap_shown where expires_us < ?", before);
  }

  private List<IssuedTokenRecord> list(String where, Object... values) {
    return unit.list(IssuedTokenRecordStore::token, SELECT + where, values);
  }

  private static IssuedTokenRecord token(ResultSet row) throws SQLException {
    var origin =
        new TokenOrigin(
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getString(10),
            row.getString(11),
            row.getInt(12),
            row.getString(15));
    return new IssuedTokenRecord(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        origin,
        SqlStatementRunner.instant(row, "issued_us"),
        SqlStatementRunner.instant(row, "expires_us"));
  }
}
