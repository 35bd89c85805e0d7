package org.lumoauth.authn.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The tables of this bundle, accessed with plain SQL. Each statement is atomic. */
@Component(service = FederationSqlGateway.class)
public final class FederationSqlGateway {

  /** The definition of the persistence unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "authn-federation", FederationSqlGateway.class, List.of(), "db/authn-federation.xml");

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final PersistenceUnit unit;

  @Activate
  public FederationSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  FederationSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Runs one statement and returns the number of changed rows. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** Returns the rows of a query. */
  public <T> List<T> query(SqlStatements.SqlRowReader<T> row, String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.list(connection, row, sql, values));
  }

  /** Runs several statements in one transaction. */
  public <T> T inTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Returns the value as JSON for storage. */
  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  /** Parses stored JSON. */
  public static <T> T parsed(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the column settings of fed_provider is not valid JSON", e);
    }
  }

  /** Converts a time to its stored form, microseconds since the epoch. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Returns a stored time. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
