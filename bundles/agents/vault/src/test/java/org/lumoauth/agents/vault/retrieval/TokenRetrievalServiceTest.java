/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.AGENT;
import static org.lumoauth.agents.vault.VaultBundleFixture.CAPABILITY;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.VaultSettings;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.retrieval.GrantAccessTokenProvider.GrantAccessToken;
import org.lumoauth.agents.vault.retrieval.TokenRetrievalService.TokenRetrievalRequest;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;

class TokenRetrievalServiceTest {

  private static final RequestInfo REQUEST =
      new RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());

  private final TestDatabase database = TestDatabase.inMemory();
  private final VaultBundleFixture room = new VaultBundleFixture(database);
  private final VaultConnection machine = room.machine();
  private final TokenRetrievalService retrieval =
      new TokenRetrievalService(
          new ConnectionAccessPolicy(room.connectionStore, room.neighbours, room.subjects),
          new GrantAccessTokenProvider(
              room.grants,
              room.book,
              room.requests,
              room.revocations,
              room.settings,
              InstantSource.system()),
          room.handed,
          new FakeAttemptLimiter(() -> room.now),
          room.settings,
          new VaultAudit(room.log));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void auditsRetrievalWithoutToken() {
    assertEquals("access-1", get().accessToken());

    var event = room.log.last(ACME.id()).event();
    assertEquals("connection.token_retrieved", event.action());
    assertEquals(AuditOutcome.SUCCESS, event.outcome());
    assertEquals(AGENT.id(), event.actor().id());
    assertEquals(machine.id(), event.target().orElseThrow().id());
    assertEquals("organization", event.details().get("holder"));
    assertFalse(event.toString().contains("access-1"));
  }

  @Test
  void auditsDeniedRetrievalWithReason() {
    room.connections.change(
        ACME, machine.id(), Map.of("status", "disabled"), VaultBundleFixture.ADMIN);

    assertEquals("connection_disabled", refusal().code());

    var event = room.log.last(ACME.id()).event();
    assertEquals(AuditOutcome.DENIED, event.outcome());
    assertEquals("connection_disabled", event.details().get("reasonCode"));
  }

  @Test
  void returnsNoTokenIfAuditFails() {
    room.log.unavailable();

    assertEquals("audit_unavailable", refusal().code());
  }

  @Test
  void returnsNoTokenToAgentDisabledMeanwhile() {
    var gives = room.provider.gives(3_600);
    room.provider.behaves(
        request -> {
          room.agents.with(ACME, anAgent().withCapabilities(CAPABILITY).disabled().build());
          room.events.publish(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));
          return gives.answer(request);
        });

    assertEquals("agent_token_required", refusal().code());
  }

  @Test
  void limitsRetrievalsPerAgent() {
    room.settings.change(ACME, VaultSettings.SECTION, Map.of("retrievalsPerMinute", 1L));
    get();

    assertEquals("rate_limited", refusal().code());
    room.now = room.now.plusSeconds(60);
    get();
  }

  private ApiException refusal() {
    return assertThrows(ApiException.class, this::get);
  }

  private GrantAccessToken get() {
    var caller =
        aCaller()
            .as(new SubjectRef(SubjectRef.AGENT, AGENT.id()))
            .withScope(CAPABILITY, Agent.ON_BEHALF)
            .build();
    return retrieval.get(new TokenRetrievalRequest(ACME, caller, REQUEST, machine.id(), null));
  }
}
