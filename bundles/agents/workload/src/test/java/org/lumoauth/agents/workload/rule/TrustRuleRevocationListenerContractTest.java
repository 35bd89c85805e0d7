/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class TrustRuleRevocationListenerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private TrustRuleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new TrustRuleFixture(database);
    room.uses.recordUse(ACME.id(), "wtr_1", "agt_1", Instant.EPOCH);
    room.tokens.issue(
        ACME,
        new AccessTokenIssuanceRequest(
            aClient().build(),
            new SubjectRef(SubjectRef.AGENT, "agt_1"),
            List.of(),
            Set.of(),
            List.of(),
            Duration.ofMinutes(15),
            Optional.empty(),
            Map.of()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return room.narrowedTrust();
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(TrustRuleRevocationListener.OF_RULE, ACME.id(), "wtr_1");
  }

  @Override
  protected void disableTenant() {
    room.served.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return room.tokens.issued().isEmpty();
  }
}
