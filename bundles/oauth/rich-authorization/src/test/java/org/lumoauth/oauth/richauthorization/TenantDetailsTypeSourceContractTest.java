/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.AuthorizationDetailsTypeSourceContract;

class TenantDetailsTypeSourceContractTest extends AuthorizationDetailsTypeSourceContract {

  private TestDatabase database;
  private DetailsTypeFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new DetailsTypeFixture(database);
    room.types.create(
        DetailsTypeFixture.ACME, DetailsTypeFixture.payment(), DetailsTypeFixture.ADMIN);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected AuthorizationDetailsTypeSource source() {
    return room.source;
  }

  @Override
  protected TenantContext tenant() {
    return DetailsTypeFixture.ACME;
  }

  @Override
  protected String type() {
    return DetailsTypeFixture.PAYMENT;
  }
}
