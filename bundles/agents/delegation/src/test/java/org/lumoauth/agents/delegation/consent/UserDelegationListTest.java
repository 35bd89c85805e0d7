/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ACME;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ALICE;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.BY;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.DAY;
import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.READ;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lumoauth.agents.delegation.rest.DelegationView;
import org.lumoauth.agents.delegation.rest.DelegationsApplication;
import org.lumoauth.agents.delegation.rest.MyDelegationsResource;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.PageQueryParameters;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** The list of a user's delegations. */
class UserDelegationListTest {

  private final List<String> named = new ArrayList<>();

  @DatabaseTest
  void looksUpTheNamesOfThePageAlone(TestDatabase database) {
    var room = new DelegationConsentFixture(database);
    for (int i = 0; i < 30; i++) {
      String id = "agt_" + i;
      room.agents.with(ACME, anAgent().withId(id).withCapabilities(READ, Agent.ON_BEHALF).build());
      room.book.grant(ACME, ALICE.id(), id, Set.of(READ), DAY, BY);
    }
    List<String> newest =
        room.book.ofUser(ACME, ALICE.id()).stream()
            .map(StoredDelegation::agentId)
            .limit(PageRequest.DEFAULT_LIMIT)
            .toList();

    ListResponseBody<DelegationView> list = list(room);

    assertEquals(newest, list.data().stream().map(DelegationView::agentId).toList());
    assertEquals("Agent agt_29", list.data().get(0).agentName());
    assertEquals(newest, named);
  }

  private ListResponseBody<DelegationView> list(DelegationConsentFixture room) {
    var request =
        FakeHttpExchange.get(ACME, "/me/delegations")
            .withCaller(aCaller().as(ALICE).withScope("delegations.read").build())
            .request();
    return new DelegationsApplication(
            room.book,
            null,
            new Named(),
            new PrivilegeEscalationGuard(
                new FakeAuthorizationService(), new FakeProviderRegistry()))
        .getSingletons().stream()
            .filter(MyDelegationsResource.class::isInstance)
            .map(MyDelegationsResource.class::cast)
            .findFirst()
            .orElseThrow()
            .list(request, new PageQueryParameters());
  }

  /** Everybody has a name, and who was asked for it is kept. */
  private final class Named implements SubjectDirectory {
    @Override
    public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
      return SubjectStatus.ENABLED;
    }

    @Override
    public String displayName(TenantContext tenant, SubjectRef subject) {
      named.add(subject.id());
      return "Agent " + subject.id();
    }
  }
}
