package org.lumoauth.agents.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
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

/** The tables of this bundle, accessed with plain SQL: each statement is one atomic step. */
@Component(service = McpSqlGateway.class)
public final class McpSqlGateway {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-mcp", McpSqlGateway.class, List.of(), "db/agents-mcp.xml");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PersistenceUnit unit;

  @Activate
  public McpSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  McpSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Runs work on a connection. */
  public <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs work on a connection and retries it after a conflict. */
  public <T> T retryOnConflict(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Executes one statement and returns the number of changed rows. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** Serializes a value to its stored form. */
  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  /** Parses a stored value. */
  public static <T> T parsed(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of mcp_server or mcp_tools is not valid JSON", e);
    }
  }

  /** Converts a time to its stored form in microseconds. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Converts a stored time in microseconds. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
