package org.lumoauth.oauth.clients;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.analytics.FigureSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.FigureSourceContract;

class ClientFiguresTest extends FigureSourceContract {
  private final TestDatabase database = TestDatabase.inMemory();
  private final FigureSource figures =
      new ClientFigures(new ClientStore(ClientsUnit.on(database.open(ClientsUnit.DEFINITION))));

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected FigureSource source() {
    return figures;
  }

  @Override
  protected TenantContext emptyTenant() {
    return aTenant().build();
  }
}
