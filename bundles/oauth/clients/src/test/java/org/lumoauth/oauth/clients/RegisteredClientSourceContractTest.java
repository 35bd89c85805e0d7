/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ClientSourceContract;

class RegisteredClientSourceContractTest extends ClientSourceContract {

  private static final TenantContext ACME = aTenant().build();

  private TestDatabase database;
  private ConfidentialClientFixture room;
  private ClientWithSecret made;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new ConfidentialClientFixture(database);
    made = room.client(ACME, "Robot");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ClientSource source() {
    return room.source;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected String clientId() {
    return made.client().clientId();
  }

  @Override
  protected boolean remove() {
    room.registry.delete(ACME, clientId(), AuditInitiator.server("test"));
    return true;
  }

  @Override
  protected Optional<String> secret() {
    return made.secret();
  }
}
