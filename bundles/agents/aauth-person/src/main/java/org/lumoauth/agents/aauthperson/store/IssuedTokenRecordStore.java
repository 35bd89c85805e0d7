package org.lumoauth.agents.aauthperson.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which tokens agents got here, and which access servers saw them, until they end. So that a token
 * can be taken back where it is used, and whoever acts on can be followed to the person.
 */
@Component(
    service = {IssuedTokenRecordStore.class, TenantDataEraser.class},
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-aauth-person-tokens"})
public final class IssuedTokenRecordStore implements TenantDataEraser {

  private static final int MAX_LINE = 16;
  private static final String SELECT =
      "select issuer, token_id, kind, document, audience, provider, agent, sub_agent, user_id,"
          + " presented_key, upstream_key, depth, issued_us, expires_us, mission from aap_token ";

  private final PersonServerPersistenceUnit unit;

  @Activate
  public IssuedTokenRecordStore(@Reference PersonServerPersistenceUnit unit) {
    this.unit = unit;
  }

  /** Remembers a token; one that is known stays as it is. */
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
          micros(token.issuedAt()),
          micros(token.expiresAt()),
          origin.mission());
    } catch (DuplicateKeyException e) {
      return; // known
    }
  }

  /** The token with this key. */
  public Optional<IssuedTokenRecord> find(String tenantId, String key) {
    return list("where tenant_id = ? and token_key = ?", tenantId, key).stream().findFirst();
  }

  /** A token, the one that its agent had received, and so on to the first. */
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

  /** Tokens that an agent or a sub-agent got and that have not ended. */
  public List<IssuedTokenRecord> listByAgent(String tenantId, String agent, Instant now) {
    List<IssuedTokenRecord> found = new ArrayList<>(living("agent", tenantId, agent, now));
    found.addAll(living("sub_agent", tenantId, agent, now));
    return found;
  }

  /** Tokens that were given for one that was shown, and have not ended. */
  public List<IssuedTokenRecord> listByPresentedToken(String tenantId, String key, Instant now) {
    return living("presented_key", tenantId, key, now);
  }

  /** Tokens that were given in a mission, and have not ended. */
  public List<IssuedTokenRecord> listByMission(String tenantId, String mission, Instant now) {
    return living("mission", tenantId, mission, now);
  }

  /** Tokens that were given to who had received one, and have not ended. */
  public List<IssuedTokenRecord> listByUpstreamToken(String tenantId, String key, Instant now) {
    return living("upstream_key", tenantId, key, now);
  }

  private List<IssuedTokenRecord> living(
      String column, String tenantId, String value, Instant now) {
    return list(
        "where tenant_id = ? and " + column + " = ? and expires_us > ?",
        tenantId,
        value,
        micros(now));
  }

  /** Notes that an access server is shown a token, before it is. */
  public void recordPresentation(
      String tenantId, String key, String accessServer, Instant expiresAt) {
    try {
      unit.update(
          "insert into aap_shown (tenant_id, token_key, access_server, expires_us)"
              + " values (?, ?, ?, ?)",
          tenantId,
          key,
          accessServer,
          micros(expiresAt));
    } catch (DuplicateKeyException e) {
      return; // it was before
    }
  }

  /** The access servers that were shown a token. */
  public List<String> listPresentedTo(String tenantId, String key) {
    return unit.jdbc(
        connection ->
            SqlStatements.list(
                connection,
                row -> row.getString(1),
                "select access_server from aap_shown where tenant_id = ? and token_key = ?"
                    + " order by access_server",
                tenantId,
                key));
  }

  /** Forgets what ended before. */
  public void purge(Instant before) {
    unit.purge("delete from aap_token where expires_us < ?", micros(before));
    unit.purge("delete from aap_shown where expires_us < ?", micros(before));
  }

  @Override
  public void erase(String tenantId) {
    unit.purge("delete from aap_token where tenant_id = ?", tenantId);
    unit.purge("delete from aap_shown where tenant_id = ?", tenantId);
  }

  private List<IssuedTokenRecord> list(String where, Object... values) {
    return unit.jdbc(
        connection ->
            SqlStatements.list(connection, IssuedTokenRecordStore::token, SELECT + where, values));
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
        instant(row.getLong(13)),
        instant(row.getLong(14)));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
