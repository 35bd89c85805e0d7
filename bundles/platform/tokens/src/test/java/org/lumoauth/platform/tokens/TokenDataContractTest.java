/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.settings.TokensConfigFactory;
import org.lumoauth.platform.tokens.status.PrincipalStatusGuard;

class TokenDataContractTest extends PersistentTenantDataEraserContract {

  private TokenServiceComponent service;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    service =
        new TokenServiceComponent(
            TokensConfigFactory.signing("ES256"),
            database.open(TestDatabase.tablesOf(TokenServiceComponent.class)),
            new PrincipalStatusGuard(world.tenants, world.clients, world.subjects),
            world.keys,
            world.choice,
            world.identifiers,
            world.events,
            world.registry,
            world.names,
            InstantSource.system());
    return service;
  }

  @AfterEach
  void close() {
    service.stopPurging();
  }
}
