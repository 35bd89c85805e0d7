/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.chain.ChainTokenWriteBuffer.BufferedChainToken;
import org.lumoauth.agents.delegation.chain.ChainTokenWriteBuffer.ChainTokenKey;
import org.lumoauth.agents.delegation.chain.StoredChainToken.ChainTokenSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the claims of tokens that took part in an exchange. Every statement is limited to one
 * tenant.
 */
@Component(service = TokenChainStore.class)
public final class TokenChainStore {

  private static final Logger LOG = LoggerFactory.getLogger(TokenChainStore.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final String INSERT =
      "insert into agd_token (tenant_id, jti, claims, subject_type, subject_jti, actor_type,"
          + " actor_jti, expires_us) values (?, ?, ?, ?, ?, ?, ?, ?)";

  private static final Comparator<BufferedChainToken> IN_ORDER =
      Comparator.comparing((BufferedChainToken row) -> row.place().tenantId())
          .thenComparing(row -> row.place().jti());

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PersistenceUnit unit;
  private final ChainTokenWriteBuffer waiting;

  /** Tokens known to be stored. Rows outlive their cache entries by far. */
  private final Cache<ChainTokenKey, Boolean> known =
      MeasuredCacheFactory.build(
          "agents-delegation.chains",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(10_000)
              .expireAfterWrite(Duration.ofMinutes(5)));

  @Activate
  public TokenChainStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
    this.waiting = new ChainTokenWriteBuffer(this::write, PAUSE);
  }

  @Deactivate
  void close() {
    waiting.close();
  }

  /** Adds a token; adding it again has no effect. */
  void add(String tenantId, StoredChainToken token, Instant expiresAt) {
    var row = new BufferedChainToken(new ChainTokenKey(tenantId, token.jti()), token, expiresAt);
    if (!waiting.add(row)) {
      write(row);
    }
  }

  /**
   * Adds a presented token unless it is already stored, because the same token is presented many
   * times.
   */
  void addPresented(String tenantId, StoredChainToken token, Instant expiresAt) {
    var place = new ChainTokenKey(tenantId, token.jti());
    if (known.getIfPresent(place) == null) {
      add(tenantId, token, expiresAt);
      known.put(place, Boolean.TRUE);
    }
  }

  /**
   * Writes rows in the same order on all servers, which prevents deadlocks between writers of the
   * same rows.
   */
  private void write(List<BufferedChainToken> rows) {
    List<BufferedChainToken> missing =
        rows.stream()
            .filter(row -> isMade(row.token()) || stored(row.place()).isEmpty())
            .sorted(IN_ORDER)
            .toList();
    if (missing.size() < 2) {
      eachAlone(missing);
      return;
    }
    try {
      unit.urgentTransaction(
          connection -> {
            try (var statement = connection.prepareStatement(INSERT)) {
              for (BufferedChainToken row : missing) {
                SqlStatementRunner.set(statement, values(row));
                statement.addBatch();
              }
              return statement.executeBatch();
            }
          });
    } catch (ApiException e) { // the database is unavailable
      throw e;
    } catch (RuntimeException e) { // another node has stored one of them, or is storing it now
      LOG.debug("delegation.chains-parted tokens={}", missing.size(), e);
      eachAlone(missing);
    }
  }

  /**
   * Writes each row separately, so that a row that cannot be stored does not block the others; the
   * audit log has its exchange.
   */
  private void eachAlone(List<BufferedChainToken> rows) {
    StaleDataException later = null;
    for (BufferedChainToken row : rows) {
      try {
        write(row);
      } catch (StaleDataException e) {
        later = e;
      } catch (RuntimeException e) {
        if (!isRefused(e)) {
          throw e;
        }
        ChainTokenKey place = row.place();
        LOG.error("delegation.chain-dropped tenant={} jti={}", place.tenantId(), place.jti(), e);
      }
    }
    if (later != null) {
      throw later;
    }
  }

  /** Whether the row itself causes the failure, so that a retry would fail too. */
  private static boolean isRefused(RuntimeException failure) {
    if (failure instanceof IllegalArgumentException) {
      return true;
    }
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return true;
      }
    }
    return false;
  }

  private void write(BufferedChainToken row) {
    try {
      unit.groupCommit(INSERT, values(row));
    } catch (DuplicateKeyException e) { // it took part in an earlier exchange
      if (isMade(row.token())) {
        complete(row);
      }
    }
  }

  /**
   * Adds the sources of a token that was presented to another node before that node could know
   * them.
   */
  private void complete(BufferedChainToken row) {
    Object[] values = values(row);
    unit.groupCommit(
        "update agd_token set subject_type = ?, subject_jti = ?, actor_type = ?, actor_jti = ?"
            + " where tenant_id = ? and jti = ? and subject_type is null",
        values[3],
        values[4],
        values[5],
        values[6],
        values[0],
        values[1]);
  }

  /** Whether the sources of the token are known. */
  private static boolean isMade(StoredChainToken token) {
    return token.subject().isPresent();
  }

  private static Object[] values(BufferedChainToken row) {
    StoredChainToken token = row.token();
    return new Object[] {
      row.place().tenantId(),
      token.jti(),
      json(token.claims()),
      token.subject().map(ChainTokenSource::type).orElse(null),
      token.subject().flatMap(ChainTokenSource::jti).orElse(null),
      token.actor().map(ChainTokenSource::type).orElse(null),
      token.actor().flatMap(ChainTokenSource::jti).orElse(null),
      row.expiresAt()
    };
  }

  /** A buffered, presented token may already be stored together with its sources. */
  Optional<StoredChainToken> find(String tenantId, String jti) {
    var place = new ChainTokenKey(tenantId, jti);
    Optional<StoredChainToken> waits = waiting.find(place);
    return waits.filter(TokenChainStore::isMade).or(() -> stored(place)).or(() -> waits);
  }

  private Optional<StoredChainToken> stored(ChainTokenKey place) {
    return unit.first(
        TokenChainStore::read,
        "select jti, claims, subject_type, subject_jti, actor_type, actor_jti from agd_token"
            + " where tenant_id = ? and jti = ?",
        place.tenantId(),
        place.jti());
  }

  int purge(Instant before) {
    return unit.deleteInBatches("delete from agd_token where expires_us < ?", before);
  }

  void erase(String tenantId) {
    waiting.discard(
        tenantId,
        () -> unit.deleteInBatches("delete from agd_token where tenant_id = ?", tenantId));
  }

  private static StoredChainToken read(ResultSet row) throws SQLException {
    return new StoredChainToken(
        row.getString("jti"),
        claims(row.getString("jti"), row.getString("claims")),
        source(row.getString("subject_type"), row.getString("subject_jti")),
        source(row.getString("actor_type"), row.getString("actor_jti")));
  }

  private static Optional<ChainTokenSource> source(String type, String jti) {
    return Optional.ofNullable(type).map(of -> new ChainTokenSource(of, Optional.ofNullable(jti)));
  }

  private static String json(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The claims cannot be serialized to JSON", e);
    }
  }

  private static Map<String, Object> claims(String id, String json) {
    try {
      return JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the column claims of agd_token is not valid JSON, row " + id, e);
    }
  }
}
