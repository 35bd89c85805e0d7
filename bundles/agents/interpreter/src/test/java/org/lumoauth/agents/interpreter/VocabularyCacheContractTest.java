/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;

class VocabularyCacheContractTest extends CachingEventListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final QuestionInterpreterFixture fixture = new QuestionInterpreterFixture();

  @Override
  protected void start() {
    fixture.with("documents.read");
  }

  @Override
  protected DomainEventListener listener() {
    return fixture.vocabularies;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("roles.changed", ACME.id(), "rol_1");
  }

  @Override
  protected Object remembered() {
    return fixture.vocabularies.of(ACME, anAgentRef()).has("documents.read");
  }

  @Override
  protected void changeElsewhere() {
    fixture.permissions.clear();
  }

  @AfterEach
  void close() {
    fixture.vocabularies.close();
  }
}
