/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.AGENT;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.approvals.ApprovalAudit;
import org.lumoauth.agents.approvals.ApprovalServiceFixture;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;

class ApproverDelegateResourceTest {
  private TestDatabase database;
  private ApprovalServiceFixture office;
  private ApproverDelegateResource resource;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    office = new ApprovalServiceFixture(database);
    office.users.with(ACME, aUser().withId(GRACE.id()).build());
    resource =
        new ApproverDelegateResource(
            office.deputies,
            office.users,
            new FakeAttemptLimiter(Instant::now),
            new ApprovalAudit(office.log));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void allowsApplicationWithScopeToAssignDelegate() {
    assertEquals(
        GRACE.id(), name(aCaller().as(ADA).withScope("approvals.write").build(), GRACE.id()));
  }

  @Test
  void preventsApplicationWithoutScopeFromAssigningDelegate() {
    for (String scope : new String[] {"openid", "approvals.read"}) {
      var refusal = refusal(() -> name(aCaller().as(ADA).withScope(scope).build(), GRACE.id()));

      assertEquals("insufficient_scope", refusal.code());
    }
    assertEquals(Optional.empty(), office.deputies.of(ACME.id(), ADA.id(), Instant.now()));
  }

  @Test
  void requiresScopeToReadOrRemoveDelegate() {
    var caller = aCaller().as(ADA).withScope("openid").build();

    assertEquals("insufficient_scope", refusal(() -> resource.get(request(caller))).code());
    assertEquals("insufficient_scope", refusal(() -> resource.delete(request(caller))).code());
  }

  @Test
  void preventsDelegatedAgentFromAssigningDelegate() {
    var caller = aCaller().as(ADA).withScope("approvals.write").actedBy(AGENT).build();

    assertEquals(403, refusal(() -> name(caller, GRACE.id())).status());
  }

  @Test
  void rateLimitsDelegateLookups() {
    var caller = aCaller().as(ADA).withScope("approvals.write").build();
    for (int i = 0; i < 20; i++) {
      assertEquals(422, refusal(() -> name(caller, "nobody@example.com")).status());
    }

    var refusal = refusal(() -> name(caller, GRACE.id()));
    assertEquals(429, refusal.status());
    assertEquals("20", refusal.headers().get("X-RateLimit-Limit"));
  }

  private Object name(Caller caller, String user) {
    String until = Instant.now().plus(Duration.ofDays(1)).toString();
    return resource.put(request(caller), Map.of("user", user, "until", until)).data().get("user");
  }

  private static HttpServletRequest request(Caller caller) {
    return FakeHttpExchange.get(ACME, "/approvals/deputy").withCaller(caller).request();
  }

  private static ApiException refusal(Executable work) {
    return assertThrows(ApiException.class, work);
  }
}
