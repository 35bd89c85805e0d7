/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class RefreshTokenGrantHandlerContractTest extends GrantHandlerContract {

  private TestDatabase database;
  private RefreshTokenFixture room;
  private String token;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new RefreshTokenFixture(database);
    token = room.begin();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected GrantHandler handler() {
    return room.grant;
  }

  @Override
  protected TenantContext tenant() {
    return RefreshTokenFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    return RefreshTokenFixture.refresh(token).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return RefreshTokenFixture.refresh("of-nobody").build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
