/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class CheckEndpointsTest extends CheckEndpointsTestBase {

  @Test
  void answersForCaller() throws IOException {
    var answer = check(exchange(one("a.r")));

    assertTrue(answer.allowed());
    assertEquals("agent", answer.subjectType());
    assertEquals("agt_robot", answer.subjectId());
    assertNull(answer.userId());
  }

  @Test
  void limitsDecisionToCredentialScope() throws IOException {
    check(exchange(one("a.r")));

    assertEquals(
        Optional.of(Set.of("a.r")), authorization.recordedQuestions().get(0).credentialScope());
  }

  @Test
  void includesActorsOfCaller() throws IOException {
    var delegated =
        new Caller(
            ALICE,
            List.of(ROBOT),
            Optional.of(ACME.id()),
            Optional.empty(),
            Set.of("a.r"),
            CredentialKind.ACCESS_TOKEN,
            "tok_2");

    check(FakeHttpExchange.json(ACME, PATH, one("a.r")).withCaller(delegated));

    assertEquals(List.of(ROBOT), authorization.recordedQuestions().get(0).actors());
  }

  @Test
  void explainsDenialWithRemedy() throws IOException {
    var answer = check(exchange(one("a.x")));

    assertFalse(answer.allowed());
    assertEquals("fake_denies", answer.reason().code());
    assertEquals("Allow the action in the test.", answer.reason().remedy());
  }

  @Test
  void rejectsOtherSubjectWithoutPermission() {
    for (PermissionCheckBody body : aboutAlice()) {
      var problem = assertThrows(ApiException.class, () -> check(exchange(body)));

      assertEquals("insufficient_permissions", problem.code());
      assertEquals(403, problem.status());
    }
  }

  @Test
  void rejectsNullMembers() throws IOException {
    var json = new ObjectMapper();
    for (var member : List.of("subject", "user_id", "user", "user_type", "actors", "resource")) {
      assertThrows(
          JsonMappingException.class,
          () ->
              json.readValue(
                  """
                  {"permission":"a.r","%s":null}"""
                      .formatted(member),
                  PermissionCheckBody.class),
          member);
    }
    assertEquals(one("a.r"), json.readValue("{\"permission\":\"a.r\"}", PermissionCheckBody.class));
    assertEquals(
        aboutAlice().get(0),
        json.readValue(
            """
            {"permission":"a.r","subject":{"type":"user","id":"usr_alice"}}""",
            PermissionCheckBody.class));
    assertEquals(
        "7",
        json.readValue("{\"permission\":\"a.r\",\"user_id\":7}", PermissionCheckBody.class)
            .userId());
  }

  @Test
  void readsActorsAndResource() throws IOException {
    var read =
        new ObjectMapper()
            .readValue(
                """
                {"permission":"a.r","actors":[{"type":"agent","id":"agt_robot"}],
                 "resource":{"type":"document","id":"7"}}""",
                PermissionCheckBody.class);

    assertEquals(
        List.of(new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null)),
        read.actors());
    assertEquals(new CheckResourceBody("document", "7", null, null), read.resource());
  }

  @Test
  void rejectsNonStringPermission() {
    assertCode(
        "INVALID_PERMISSIONS",
        () ->
            check(
                exchange(
                    new PermissionCheckBody(7, null, null, null, null, null, null, null, null))));
  }

  @Test
  void rejectsMissingPermission() {
    assertCode("MISSING_PERMISSION", () -> check(exchange(one(null))));
    assertCode("MISSING_PERMISSION", () -> check(exchange(one(" "))));
  }

  @Test
  void rejectsSubjectWithoutId() {
    var body =
        new PermissionCheckBody(
            "a.r",
            null,
            null,
            new PermissionCheckBody.CheckSubjectBody("user", null, null),
            null,
            null,
            null,
            null,
            null);

    assertCode("MISSING_FIELDS", () -> check(exchange(body)));
  }

  @Test
  void rejectsInvalidPermissionLists() {
    assertCode("INVALID_PERMISSIONS", () -> bulk(several(List.of())));
    assertCode("INVALID_PERMISSIONS", () -> bulk(several("a.r")));
    assertCode("INVALID_PERMISSIONS", () -> bulk(several(List.of(1))));
    assertCode("INVALID_PERMISSIONS", () -> bulk(several(Collections.nCopies(101, "a.r"))));
  }

  @Test
  void answersEachPermissionOfBulkRequest() throws IOException {
    assertEquals(
        Map.of("a.r", true, "a.x", false), bulk(several(List.of("a.r", "a.x", "a.r"))).results());
  }

  @Test
  void answersWhetherAnyIsAllowed() throws IOException {
    assertTrue(together(new PermissionCheckAnyEndpoint(decisions), "a.x", "a.r"));
    assertFalse(together(new PermissionCheckAnyEndpoint(decisions), "a.x", "a.y"));
  }

  @Test
  void answersWhetherAllAreAllowed() throws IOException {
    assertTrue(together(new PermissionCheckAllEndpoint(decisions), "a.r", "a.w"));
    assertFalse(together(new PermissionCheckAllEndpoint(decisions), "a.r", "a.x"));
  }

  @Test
  void listsPermissionsOfCaller() throws IOException {
    var listed = permissions(exchange(null));

    assertEquals(2, listed.count());
    assertEquals(listed.permissions(), listed.data());
  }

  @Test
  void rejectsListForOtherSubjectWithoutPermission() {
    var exchange =
        FakeHttpExchange.get(ACME, PATH).withParameter("user_id", "usr_alice").withCaller(CALLER);

    assertCode("insufficient_permissions", () -> permissions(exchange));
  }

  @Test
  void listsNoPermissionsForDisabledSubject() throws IOException {
    subjects.disabled(ACME, ALICE);
    var exchange =
        FakeHttpExchange.get(ACME, PATH).withParameter("user_id", "usr_alice").withCaller(CALLER);

    assertEquals(0, permissions(exchange.withPermissions(ABOUT_OTHERS)).count());
  }

  @Test
  void returns503WhileRequiredModelIsMissing() {
    var endpoint =
        new PermissionCheckEndpoint(new PermissionDecisionService(new WithoutCeiling(), subjects));

    var problem = assertThrows(ApiException.class, () -> endpoint.handle(exchange(one("a.r"))));

    assertEquals(503, problem.status());
    assertEquals(Map.of("module", "agents-capability"), problem.details());
  }

  @Test
  void reportsPermissionsNotDecidedInTime() throws IOException {
    authorization.withDecisionLimit(1);

    var bulk = bulk(several(List.of("a.r", "a.w")));

    assertEquals(Map.of("a.r", true, "a.w", false), bulk.results());
    assertEquals(List.of("a.w"), bulk.undecided());
    assertFalse(together(new PermissionCheckAllEndpoint(decisions), "a.r", "a.w"));
    assertTrue(together(new PermissionCheckAnyEndpoint(decisions), "a.r", "a.w"));
    authorization.withDecisionLimit(2);
    assertNull(bulk(several(List.of("a.r", "a.w"))).undecided());
  }

  /** A list from which some are missing would pass for a whole one. */
  @Test
  void returnsNoPartialPermissionList() {
    authorization.withDecisionLimit(1);
    var endpoint = new SubjectPermissionsEndpoint(decisions);

    var problem = assertThrows(ApiException.class, () -> endpoint.handle(exchange(null)));

    assertEquals("decision_too_slow", problem.code());
  }

  private CheckResponses.BulkPermissionCheckResponse bulk(PermissionCheckBody body)
      throws IOException {
    var exchange = exchange(body);
    new PermissionBulkCheckEndpoint(decisions).handle(exchange);
    return assertInstanceOf(CheckResponses.BulkPermissionCheckResponse.class, exchange.body());
  }

  private boolean together(HttpHandler endpoint, String... permissions) throws IOException {
    var exchange = exchange(several(List.of(permissions)));
    endpoint.handle(exchange);
    return assertInstanceOf(CheckResponses.CombinedPermissionCheckResponse.class, exchange.body())
        .allowed();
  }

  private CheckResponses.PermissionListResponse permissions(FakeHttpExchange exchange)
      throws IOException {
    new SubjectPermissionsEndpoint(decisions).handle(exchange);
    return assertInstanceOf(CheckResponses.PermissionListResponse.class, exchange.body());
  }

  private static PermissionCheckBody one(String permission) {
    return new PermissionCheckBody(permission, null, null, null, null, null, null, null, null);
  }

  private static PermissionCheckBody several(Object permissions) {
    return new PermissionCheckBody(null, permissions, null, null, null, null, null, null, null);
  }

  /** What the authorization service does about agents while their ceiling is absent. */
  private static final class WithoutCeiling implements AuthorizationService {
    @Override
    public Decision decide(TenantContext tenant, DecisionRequest question) {
      throw ApiException.moduleUnavailable("agents-capability");
    }

    @Override
    public List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions) {
      var decisions = new ArrayList<Decision>();
      questions.forEach(question -> decisions.add(decide(tenant, question)));
      return decisions;
    }

    @Override
    public List<EffectivePermission> permissions(
        TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query) {
      return List.of();
    }
  }
}
