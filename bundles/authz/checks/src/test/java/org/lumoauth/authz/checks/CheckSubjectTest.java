/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/** The subject, actors and resource that a check request names. */
class CheckSubjectTest extends CheckEndpointsTestBase {

  @Test
  void acceptsOtherSubjectInEveryForm() throws IOException {
    for (PermissionCheckBody body : aboutAlice()) {
      var answer = check(exchange(body).withPermissions(ABOUT_OTHERS));

      assertTrue(answer.allowed());
      assertEquals("usr_alice", answer.userId());
    }
  }

  @Test
  void rejectsTwoSubjects() {
    var robot = new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null);
    for (PermissionCheckBody body :
        List.of(
            new PermissionCheckBody("a.r", null, null, robot, "usr_alice", null, null, null, null),
            new PermissionCheckBody("a.r", null, null, robot, null, "usr_alice", null, null, null),
            new PermissionCheckBody(
                "a.r", null, null, null, "usr_alice", "usr_bob", null, null, null))) {
      assertCode("MISSING_FIELDS", () -> check(exchange(body).withPermissions(ABOUT_OTHERS)));
    }
  }

  @Test
  void rejectsEmptySubject() {
    var nobody = new PermissionCheckBody.CheckSubjectBody(null, null, null);

    assertCode(
        "MISSING_FIELDS",
        () ->
            check(
                exchange(
                    new PermissionCheckBody(
                        "a.r", null, null, nobody, null, null, null, null, null))));
  }

  @Test
  void ignoresCredentialScopeForOtherSubject() throws IOException {
    check(exchange(aboutAlice().get(0)).withPermissions(ABOUT_OTHERS));

    assertEquals(Optional.empty(), authorization.recordedQuestions().get(0).credentialScope());
  }

  @Test
  void deniesDisabledSubject() throws IOException {
    subjects.disabled(ACME, ALICE);

    var answer = check(exchange(aboutAlice().get(0)).withPermissions(ABOUT_OTHERS));

    assertFalse(answer.allowed());
    assertEquals("subject_not_active", answer.reason().code());
  }

  @Test
  void deniesUnknownSubject() throws IOException {
    authorization.allow(ACME, new SubjectRef(SubjectRef.USER, "usr_nobody"), "a.r");
    var body =
        new PermissionCheckBody("a.r", null, null, null, "usr_nobody", null, null, null, null);

    assertFalse(check(exchange(body).withPermissions(ABOUT_OTHERS)).allowed());
  }

  @Test
  void includesNamedResource() throws IOException {
    var sent = new HashMap<String, Object>(Map.of("owner", "usr_alice"));
    sent.put("unknown", null);
    check(exchange(about(new CheckResourceBody("document", "7", sent, null))));

    assertEquals(
        Optional.of(new Resource("document", "7", Map.of("owner", "usr_alice"))),
        authorization.recordedQuestions().get(0).resource());
  }

  @Test
  void treatsPropertiesAsAttributes() throws IOException {
    check(exchange(about(new CheckResourceBody("document", "7", null, Map.of("a", 1)))));

    assertEquals(
        Map.of("a", 1),
        authorization.recordedQuestions().get(0).resource().orElseThrow().attributes());
  }

  @Test
  void rejectsInvalidResource() {
    for (var resource :
        List.of(
            new CheckResourceBody(null, "7", null, null),
            new CheckResourceBody("document", null, null, null),
            new CheckResourceBody("document", " ", null, null),
            new CheckResourceBody("document", "x".repeat(513), null, null),
            new CheckResourceBody("document", "7", Map.of(), Map.of()))) {
      assertCode("MISSING_FIELDS", () -> check(exchange(about(resource))));
    }
  }

  @Test
  void includesNamedActors() throws IOException {
    check(
        exchange(
                actingForAlice(
                    new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null)))
            .withPermissions(ABOUT_OTHERS));

    assertEquals(List.of(ROBOT), authorization.recordedQuestions().get(0).actors());
  }

  @Test
  void deniesDisabledActor() throws IOException {
    subjects.disabled(ACME, ROBOT);

    var answer =
        check(
            exchange(
                    actingForAlice(
                        new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null)))
                .withPermissions(ABOUT_OTHERS));

    assertEquals("subject_not_active", answer.reason().code());
  }

  @Test
  void rejectsInvalidActors() {
    assertCode("MISSING_FIELDS", () -> check(exchange(actingForAlice(null))));
    assertCode(
        "MISSING_FIELDS",
        () ->
            check(
                exchange(
                    actingForAlice(
                        new PermissionCheckBody.CheckSubjectBody("robot", "agt_1", null)))));
  }

  @Test
  void resolvesServiceTypeByIdPrefix() {
    assertEquals(
        new SubjectRef(SubjectRef.API_KEY, "key_1"),
        CheckSubjectResolver.subject("service", "key_1"));
    assertEquals(
        new SubjectRef(SubjectRef.CLIENT, "cli_1"),
        CheckSubjectResolver.subject("service", "cli_1"));
  }

  private static PermissionCheckBody about(CheckResourceBody resource) {
    return new PermissionCheckBody("a.r", null, null, null, null, null, null, null, resource);
  }

  private static PermissionCheckBody actingForAlice(PermissionCheckBody.CheckSubjectBody actor) {
    return new PermissionCheckBody(
        "a.r", null, null, null, "usr_alice", null, null, Collections.singletonList(actor), null);
  }
}
