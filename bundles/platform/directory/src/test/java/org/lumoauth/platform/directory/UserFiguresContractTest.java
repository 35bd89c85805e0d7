package org.lumoauth.platform.directory;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.analytics.FigureSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.FigureSourceContract;

class UserFiguresContractTest extends FigureSourceContract {
  private final TestDatabase database = TestDatabase.inMemory();
  private final FigureSource figures =
      new UserFigures(database.open(DirectoryUnit.DEFINITION), Instant::now);

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
    return Fixture.GLOBEX;
  }
}
