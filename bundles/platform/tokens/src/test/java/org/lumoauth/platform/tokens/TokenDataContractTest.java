package org.lumoauth.platform.tokens;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.gate.Gate;
import org.lumoauth.platform.tokens.settings.Configs;

class TokenDataContractTest extends StoredTenantDataContract {

  private TokenServiceComponent service;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var world = new World(database.open(TokensUnit.DEFINITION));
    service =
        new TokenServiceComponent(
            Configs.signing("ES256"),
            new TokensUnit(database.units()),
            new Gate(world.tenants, world.clients, world.subjects),
            world.keys,
            world.choice,
            world.identifiers,
            world.events,
            world.registry,
            world.names);
    return service;
  }

  @AfterEach
  void close() {
    service.stopPurging();
  }
}
