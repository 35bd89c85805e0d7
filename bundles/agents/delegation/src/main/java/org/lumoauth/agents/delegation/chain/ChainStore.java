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
import org.lumoauth.agents.delegation.DelegationUnit;
import org.lumoauth.agents.delegation.chain.KeptToken.Source;
import org.lumoauth.agents.delegation.chain.WaitingTokens.Place;
import org.lumoauth.agents.delegation.chain.WaitingTokens.Row;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.cache.MeasuredCache;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what tokens said that took part in an exchange. Every statement names the tenant. */
@Component(service = ChainStore.class)
public final class ChainStore {

  private static final Logger LOG = LoggerFactory.getLogger(ChainStore.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final String INSERT =
      "insert into agd_token (tenant_id, jti, claims, subject_type, subject_jti, actor_type,"
          + " actor_jti, expires_us) values (?, ?, ?, ?, ?, ?, ?, ?)";

  private static final Comparator<Row> IN_ORDER =
      Comparator.comparing((Row row) -> row.place().tenantId())
          .thenComparing(row -> row.place().jti());

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DelegationUnit unit;
  private final WaitingTokens waiting;

  /** Tokens that are kept. They stay in the table much longer than they are remembered here. */
  private final Cache<Place, Boolean> known =
      MeasuredCache.build(
          "agents-delegation.chains",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(10_000)
              .expireAfterWrite(Duration.ofMinutes(5)));

  @Activate
  public ChainStore(@Reference DelegationUnit unit) {
    this.unit = unit;
    this.waiting = new WaitingTokens(this::write, PAUSE);
  }

  @Deactivate
  void close() {
    waiting.close();
  }

  /** Adds a token; once more does no harm. */
  void add(String tenantId, KeptToken token, Instant expiresAt) {
    var row = new Row(new Place(tenantId, token.jti()), token, expiresAt);
    if (!waiting.add(row)) {
      write(row);
    }
  }

  /** Adds a token that was presented, unless it is there: the same one is shown many times. */
  void addPresented(String tenantId, KeptToken token, Instant expiresAt) {
    var place = new Place(tenantId, token.jti());
    if (known.getIfPresent(place) == null) {
      add(tenantId, token, expiresAt);
      known.put(place, Boolean.TRUE);
    }
  }

  /**
   * Writes rows, all servers in the same order: of two that have the same ones neither then waits
   * for the other in vain.
   */
  private void write(List<Row> rows) {
    List<Row> missing =
        rows.stream()
            .filter(row -> isMade(row.token()) || stored(row.place()).isEmpty())
            .sorted(IN_ORDER)
            .toList();
    if (missing.size() < 2) {
      eachAlone(missing);
      return;
    }
    try {
      unit.urgentlyTogether(
          connection -> {
            try (var statement = connection.prepareStatement(INSERT)) {
              for (Row row : missing) {
                Statements.set(statement, values(row));
                statement.addBatch();
              }
              return statement.executeBatch();
            }
          });
    } catch (Problem e) { // the database is away
      throw e;
    } catch (RuntimeException e) { // another node knows one, or has it just now
      LOG.debug("delegation.chains-parted tokens={}", missing.size(), e);
      eachAlone(missing);
    }
  }

  /** One that can't be kept holds up none of the others; the audit log has its exchange. */
  private void eachAlone(List<Row> rows) {
    StaleDataException later = null;
    for (Row row : rows) {
      try {
        write(row);
      } catch (StaleDataException e) {
        later = e;
      } catch (RuntimeException e) {
        if (!isRefused(e)) {
          throw e;
        }
        Place place = row.place();
        LOG.error("delegation.chain-dropped tenant={} jti={}", place.tenantId(), place.jti(), e);
      }
    }
    if (later != null) {
      throw later;
    }
  }

  /** Whether it is the row's fault, so that it is refused each time. */
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

  private void write(Row row) {
    try {
      unit.grouped(INSERT, values(row));
    } catch (DuplicateKeyException e) { // it took part in an exchange before
      if (isMade(row.token())) {
        complete(row);
      }
    }
  }

  /** It was shown to another node before that node could know how it came to be. */
  private void complete(Row row) {
    Object[] values = values(row);
    unit.grouped(
        "update agd_token set subject_type = ?, subject_jti = ?, actor_type = ?, actor_jti = ?"
            + " where tenant_id = ? and jti = ? and subject_type is null",
        values[3],
        values[4],
        values[5],
        values[6],
        values[0],
        values[1]);
  }

  /** Whether it is known what it was made from. */
  private static boolean isMade(KeptToken token) {
    return token.subject().isPresent();
  }

  private static Object[] values(Row row) {
    KeptToken token = row.token();
    return new Object[] {
      row.place().tenantId(),
      token.jti(),
      json(token.claims()),
      token.subject().map(Source::type).orElse(null),
      token.subject().flatMap(Source::jti).orElse(null),
      token.actor().map(Source::type).orElse(null),
      token.actor().flatMap(Source::jti).orElse(null),
      DelegationUnit.micros(row.expiresAt())
    };
  }

  /**
   * One that waits because it was presented may have been kept long ago with what it was made of.
   */
  Optional<KeptToken> find(String tenantId, String jti) {
    var place = new Place(tenantId, jti);
    Optional<KeptToken> waits = waiting.find(place);
    return waits.filter(ChainStore::isMade).or(() -> stored(place)).or(() -> waits);
  }

  private Optional<KeptToken> stored(Place place) {
    return unit
        .query(
            ChainStore::read,
            "select jti, claims, subject_type, subject_jti, actor_type, actor_jti from agd_token"
                + " where tenant_id = ? and jti = ?",
            place.tenantId(),
            place.jti())
        .stream()
        .findFirst();
  }

  int purge(Instant before) {
    return unit.purge("delete from agd_token where expires_us < ?", DelegationUnit.micros(before));
  }

  void erase(String tenantId) {
    waiting.forget(
        tenantId, () -> unit.purge("delete from agd_token where tenant_id = ?", tenantId));
  }

  private static KeptToken read(ResultSet row) throws SQLException {
    return new KeptToken(
        row.getString("jti"),
        claims(row.getString("claims")),
        source(row.getString("subject_type"), row.getString("subject_jti")),
        source(row.getString("actor_type"), row.getString("actor_jti")));
  }

  private static Optional<Source> source(String type, String jti) {
    return Optional.ofNullable(type).map(of -> new Source(of, Optional.ofNullable(jti)));
  }

  private static String json(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("claims that are no JSON", e);
    }
  }

  private static Map<String, Object> claims(String json) {
    try {
      return JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kept claims are no JSON", e);
    }
  }
}
