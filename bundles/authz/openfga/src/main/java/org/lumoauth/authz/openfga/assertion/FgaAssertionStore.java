/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.assertion;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import org.lumoauth.authz.openfga.wire.FgaAssertionsBody;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Stores assertions as a JSON list for each model. Every statement is restricted to a tenant. */
public final class FgaAssertionStore {
  private static final JsonColumnConverter<List<FgaAssertionsBody.FgaAssertion>> ASSERTIONS =
      JsonColumnConverter.of("ofg_assertions", new TypeReference<>() {});

  private final PersistenceUnit unit;

  public FgaAssertionStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the assertions of a model; empty if none were written. */
  public List<FgaAssertionsBody.FgaAssertion> find(
      String tenantId, String storeId, String modelId) {
    return unit.first(
            row -> ASSERTIONS.read(row.getString(1), modelId),
            "select assertions from ofg_assertions"
                + " where tenant_id = ? and store_id = ? and model_id = ?",
            tenantId,
            storeId,
            modelId)
        .orElse(List.of());
  }

  /** Replaces the assertions of a model; the last of several concurrent calls takes effect. */
  public void replace(
      String tenantId,
      String storeId,
      String modelId,
      List<FgaAssertionsBody.FgaAssertion> assertions) {
    var json = ASSERTIONS.write(assertions);
    unit.retryingTransaction(
        connection -> {
          if (SqlStatementRunner.update(
                  connection,
                  "update ofg_assertions set assertions = ?"
                      + " where tenant_id = ? and store_id = ? and model_id = ?",
                  json,
                  tenantId,
                  storeId,
                  modelId)
              == 0) {
            SqlStatementRunner.update(
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
    unit.update(
        "delete from ofg_assertions where tenant_id = ? and store_id = ?", tenantId, storeId);
  }
}
