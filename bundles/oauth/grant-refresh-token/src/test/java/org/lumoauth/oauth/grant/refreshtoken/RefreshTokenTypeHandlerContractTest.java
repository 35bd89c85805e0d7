/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.IntrospectableTokenTypeHandlerContract;

class RefreshTokenTypeHandlerContractTest extends IntrospectableTokenTypeHandlerContract {

  private TestDatabase database;
  private RefreshTokenFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new RefreshTokenFixture(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected IntrospectableTokenTypeHandler kind() {
    return room.kind;
  }

  @Override
  protected TenantContext tenant() {
    return RefreshTokenFixture.ACME;
  }

  @Override
  protected Client client() {
    return RefreshTokenFixture.APP;
  }

  @Override
  protected String hint() {
    return "refresh_token";
  }

  @Override
  protected String issue() {
    return room.begin();
  }
}
