package org.lumoauth.oauth.richauthorization;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.AuthorizationDetailsSourceContract;

class TenantDetailsTypeSourceContractTest extends AuthorizationDetailsSourceContract {

  private TestDatabase database;
  private Room room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new Room(database);
    room.types.create(Room.ACME, Room.payment(), Room.ADMIN);
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
    return Room.ACME;
  }

  @Override
  protected String type() {
    return Room.PAYMENT;
  }
}
