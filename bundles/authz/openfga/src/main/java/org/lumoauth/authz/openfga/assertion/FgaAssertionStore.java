package org.lumoauth.authz.openfga.assertion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.lumoauth.authz.openfga.wire.FgaAssertionsBody;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores assertions as a JSON list for each model. Every statement is restricted to a tenant. */
@Component(service = FgaAssertionStore.class)
public final class FgaAssertionStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FgaAssertionSqlGateway unit;

  @Activate
  public FgaAssertionStore(@Reference FgaAssertionSqlGateway unit) {
    this.unit = unit;
  }

  /** Returns the assertions of a model; empty if none were written. */
  public List<FgaAssertionsBody.FgaAssertion> find(
      String tenantId, String storeId, String modelId) {
    return unit.jdbc(
            connection ->
                SqlStatements.first(
                    connection,
                    row -> read(row.getString(1)),
                    "select assertions from ofg_assertions"
                        + " where tenant_id = ? and store_id = ? and model_id = ?",
                    tenantId,
                    storeId,
                    modelId))
        .orElse(List.of());
  }

  /** Replaces the assertions of a model; the last of several concurrent calls takes effect. */
  public void replace(
      String tenantId,
      String storeId,
      String modelId,
      List<FgaAssertionsBody.FgaAssertion> assertions) {
    var json = write(assertions);
    unit.retryingTransaction(
        connection -> {
          if (SqlStatements.update(
                  connection,
                  "update ofg_assertions set assertions = ?"
                      + " where tenant_id = ? and store_id = ? and model_id = ?",
                  json,
                  tenantId,
                  storeId,
                  modelId)
              == 0) {
            SqlStatements.update(
                connection,
                "insert into ofg_assertions (tenant_id, store_id, model_id, assertions)"
                    + " values (?, ?, ?, ?)",
                tenantId,
                storeId,
                modelId,
                json);
          }
          return null;
        });
  }

  /** Deletes the assertions of a deleted store. */
  public void eraseStore(String tenantId, String storeId) {
    unit.jdbc(
        connection ->
            SqlStatements.update(
                connection,
                "delete from ofg_assertions where tenant_id = ? and store_id = ?",
                tenantId,
                storeId));
  }

  /** Deletes the assertions of a deleted tenant. */
  public void erase(String tenantId) {
    unit.jdbc(
        connection ->
            SqlStatements.update(
                connection, "delete from ofg_assertions where tenant_id = ?", tenantId));
  }

  private static String write(List<FgaAssertionsBody.FgaAssertion> assertions) {
    try {
      return JSON.writeValueAsString(assertions);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  private static List<FgaAssertionsBody.FgaAssertion> read(String json) {
    try {
      return List.of(JSON.readValue(json, FgaAssertionsBody.FgaAssertion[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the assertions in ofg_assertions are not valid JSON", e);
    }
  }
}
