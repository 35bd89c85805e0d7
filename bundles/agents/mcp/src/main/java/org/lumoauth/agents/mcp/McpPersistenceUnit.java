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

/** The tables of this bundle, worked on in plain SQL: each statement is one atomic step. */
@Component(service = McpPersistenceUnit.class)
public final class McpPersistenceUnit {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-mcp", McpPersistenceUnit.class, List.of(), "db/agents-mcp.xml");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PersistenceUnit unit;

  @Activate
  public McpPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  McpPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Works on a connection. */
  public <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** The same, again where another came between. */
  public <T> T retryOnConflict(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Carries out one statement; how many rows it changed. */
  public int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /** As it is kept. */
  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** What was kept. */
  public static <T> T parsed(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is kept of an MCP server is no JSON", e);
    }
  }

  /** A time as it is kept. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** A time that was kept. */
  public static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
