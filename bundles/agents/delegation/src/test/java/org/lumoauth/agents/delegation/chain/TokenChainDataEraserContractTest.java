/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TokenChainDataEraserContractTest extends PersistentTenantDataEraserContract {

  private TokenChainDataEraser upkeep;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(TokenChainStore.class));
    upkeep = new TokenChainDataEraser(new TokenChainStore(unit));
    return upkeep;
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("agd_delegation");
  }

  @AfterEach
  void close() {
    upkeep.close();
  }
}
