/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;

class ClientSubjectSourceContractTest extends SubjectSourceContract {

  private static final TenantContext ACME = aTenant().build();

  private TestDatabase database;
  private ConfidentialClientFixture room;
  private SubjectRef enabled;
  private SubjectRef disabled;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new ConfidentialClientFixture(database);
    enabled = room.client(ACME, "Robot").client().subject();
    disabled = room.client(ACME, "Old robot").client().subject();
    room.registry.change(
        ACME, disabled.id(), was -> was.withActive(false), AuditInitiator.server("test"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected SubjectSource source() {
    return room.subjects;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef enabled() {
    return enabled;
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.of(disabled);
  }
}
