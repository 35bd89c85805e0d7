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
  private Room room;
  private String token;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new Room(database);
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
    return Room.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    return Room.refresh(token).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return Room.refresh("of-nobody").build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
