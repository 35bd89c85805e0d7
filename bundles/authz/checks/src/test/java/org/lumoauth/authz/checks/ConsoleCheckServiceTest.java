/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class ConsoleCheckServiceTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");

  private final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, ALICE, "documents.read");
  private final ConsoleCheckService questions =
      new ConsoleCheckService(
          new FakeTenantRegistry().with(ACME),
          new PermissionDecisionService(
              authorization, new FakeSubjectDirectory().with(ACME, ALICE)));

  @Test
  void parsesTypedArguments() {
    var decision =
        questions.decide(
            new ConsoleCheckService.ConsoleCheckRequest(
                "acme",
                "user:usr_alice",
                List.of(),
                "documents.read",
                "document:a:7",
                List.of("owner=usr_bob", "pages=3", "draft=true"),
                List.of("hour=9.5")));

    assertTrue(decision.permitted());
    assertEquals(
        Optional.of(
            new Resource(
                "document", "a:7", Map.of("owner", "usr_bob", "pages", 3L, "draft", true))),
        authorization.recordedQuestions().get(0).resource());
    assertEquals(Map.of("hour", 9.5), authorization.recordedQuestions().get(0).context());
  }

  @Test
  void deniesUnknownSubject() {
    assertFalse(questions.decide(about("user:usr_nobody", null)).permitted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"usr_alice", "user:", ":usr_alice", "robot:usr_alice"})
  void rejectsInvalidSubject(String subject) {
    assertThrows(ApiException.class, () -> questions.decide(about(subject, null)));
  }

  @Test
  void rejectsAttributesWithoutResource() {
    var typed =
        new ConsoleCheckService.ConsoleCheckRequest(
            "acme", "user:usr_alice", List.of(), "a.r", null, List.of("owner=x"), List.of());

    assertThrows(ApiException.class, () -> questions.decide(typed));
  }

  @Test
  void rejectsUnknownTenant() {
    var typed =
        new ConsoleCheckService.ConsoleCheckRequest(
            "globex", "user:usr_alice", List.of(), "a.r", null, List.of(), List.of());

    assertThrows(ApiException.class, () -> questions.decide(typed));
  }

  private static ConsoleCheckService.ConsoleCheckRequest about(String subject, String resource) {
    return new ConsoleCheckService.ConsoleCheckRequest(
        "acme", subject, List.of(), "documents.read", resource, List.of(), List.of());
  }
}
