/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class CheckRelationEndpointTest {
  private static final TenantContext ACME = aTenant().build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeRelationServices relations = new FakeRelationServices();
  private final CheckRelationEndpoint endpoint = new CheckRelationEndpoint(relations, relations);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'object':'document:plan','relation':'viewer','subject':'user:anne'}",
        "{'object':'document:plan','relation':'viewer','user':'user:anne'}",
        "{'object':'document:plan','permission':'viewer','user':'user:anne'}",
        """
        {'object_type':'document','object_id':'plan','relation':'viewer','user_type':'user',
         'user_id':'anne'}""",
        "{'object_type':'document','object_id':'plan','relation':'viewer','user_id':'anne'}",
        """
        {'object':'document:plan','relation':'viewer','subject_type':'user','subject_id':'anne'}""",
      })
  void acceptsCheckInEveryForm(String body) throws IOException {
    relations.allow("document:plan#viewer@user:anne");

    assertEquals(true, ask("/zanzibar/check", body).get("allowed"));
  }

  @Test
  void readsUsersetAndIdWithColons() throws IOException {
    relations.allow("document:urn:plan#viewer@group:urn:eng#member");

    var answer =
        ask(
            "/zanzibar/check",
            "{'object':'document:urn:plan','relation':'viewer','subject':'group:urn:eng#member'}");

    assertEquals(true, answer.get("allowed"));
  }

  @Test
  void namesSubjectMemberByEndpoint() throws IOException {
    var body = "{'object':'document:plan','relation':'viewer','subject':'user:anne'}";

    var scoped = ask("/zanzibar/check", body);
    var plain = ask("/authz/zanzibar/check", body);

    assertEquals("user:anne", scoped.get("user"));
    assertFalse(scoped.containsKey("subject"));
    assertEquals("user:anne", plain.get("subject"));
    assertFalse(plain.containsKey("user"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'object':'document:plan','relation':'viewer'}",
        "{'object':'document:plan','subject':'user:anne'}",
        "{'object':'plan','relation':'viewer','subject':'user:anne'}",
        "{'object':'document:','relation':'viewer','subject':'user:anne'}",
        "{'object':'document:plan','relation':' ','subject':'user:anne'}",
        "{'object_type':'document','relation':'viewer','subject':'user:anne'}",
      })
  void rejectsIncompleteCheck(String body) {
    assertEquals(
        "MISSING_FIELDS",
        assertThrows(ApiException.class, () -> ask("/zanzibar/check", body)).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'object':'document:plan','relation':'viewer','subject':'user:anne','user':'user:bob'}",
        "{'object':'document:plan','relation':'viewer','subject':'user:anne','user_id':'bob'}",
        """
        {'object':'document:plan','relation':'viewer','subject':'user:anne',
         'subject_relation':'member'}""",
        "{'object':'document:plan','relation':'viewer','user_id':'anne','subject_id':'bob'}",
        "{'object':'document:plan','relation':'viewer','permission':'owner','subject':'user:anne'}",
        "{'object':'document:plan','object_id':'other','relation':'viewer','subject':'user:anne'}",
      })
  void rejectsContradictoryMembers(String body) {
    relations.allow("document:plan#viewer@user:anne");

    assertEquals(
        "MISSING_FIELDS",
        assertThrows(ApiException.class, () -> ask("/zanzibar/check", body)).code());
  }

  @Test
  void acceptsSameNameInTwoForms() throws IOException {
    relations.allow("document:plan#viewer@user:anne");
    var body =
        """
        {'object':'document:plan','object_type':'document','object_id':'plan',
         'relation':'viewer','permission':'viewer','subject':'user:anne','user_type':'user',
         'user_id':'anne'}""";

    assertEquals(true, ask("/zanzibar/check", body).get("allowed"));
  }

  @Test
  void reportsCheckWithoutResult() {
    relations.fail(
        new RelationException(RelationException.RelationErrorKind.TYPE_NOT_FOUND, "No such type."));

    var problem =
        assertThrows(
            ApiException.class,
            () ->
                ask(
                    "/zanzibar/check",
                    "{'object':'a:b','relation':'viewer','subject':'user:anne'}"));

    assertEquals(400, problem.status());
    assertEquals("ZANZIBAR_CHECK_FAILED", problem.code());
    assertEquals("type_not_found", problem.details().get("reason"));
  }

  @Test
  void returns503ForTimeout() {
    relations.fail(
        new RelationException(RelationException.RelationErrorKind.DEADLINE, "Too long."));

    var problem =
        assertThrows(
            ApiException.class,
            () ->
                ask(
                    "/zanzibar/check",
                    "{'object':'a:b','relation':'viewer','subject':'user:anne'}"));

    assertEquals(503, problem.status());
  }

  @Test
  void appliesRequestedConsistency() throws IOException {
    var body = "{'object':'a:b','relation':'viewer','subject':'user:anne'%s}";

    ask("/zanzibar/check", String.format(body, ""));
    ask("/zanzibar/check", String.format(body, ",'token':'t1'"));
    ask("/zanzibar/check", String.format(body, ",'consistency':'fully_consistent'"));

    assertEquals(
        List.of(
            new ReadConsistency.MinimizeLatency(),
            new ReadConsistency.AtLeastAsFresh("t1"),
            new ReadConsistency.FullyConsistent()),
        relations.contexts().stream().map(context -> context.consistency()).toList());
    assertThrows(
        ApiException.class,
        () -> ask("/zanzibar/check", String.format(body, ",'consistency':'at_least_as_fresh'")));
    assertThrows(
        ApiException.class,
        () -> ask("/zanzibar/check", String.format(body, ",'consistency':'best'")));
  }

  @Test
  void explainsResolutionPathIfRequested() throws IOException {
    relations.allow("document:plan#viewer@user:anne");

    var answer =
        ask(
            "/zanzibar/check",
            "{'object':'document:plan','relation':'viewer','subject':'user:anne','explain':true}");

    var way = (RelationResolutionView) answer.get("resolution_metadata");
    assertEquals("direct", way.resolvedVia());
    assertEquals(List.of("document:plan#viewer@user:anne"), way.path());
    assertTrue(answer.containsKey("explanation"));
  }

  @Test
  void allowsCheckOfCallerItself() throws IOException {
    var exchange =
        exchange(
            "/zanzibar/check",
            "{'object':'document:plan','relation':'viewer','subject':'user:usr_anne'}");
    exchange.withCaller(
        aCaller().as(new SubjectRef(SubjectRef.USER, "usr_anne")).withScope().build());

    endpoint.handle(exchange);

    assertEquals(false, exchange.answer().get("allowed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'subject':'user:usr_bob'",
        "'subject':'user:usr_anne','explain':true",
        "'subject':'document:usr_anne'",
        "'subject':'user:usr_anne#friend'",
        "'subject':'user:usr_anne','contextual_tuples':"
            + "[{'object':'group:g','relation':'member','subject':'user:usr_anne'}]",
      })
  void rejectsPrivilegedChecksWithoutPermission(String members) {
    var exchange =
        exchange(
            "/zanzibar/check", "{'object':'document:plan','relation':'viewer'," + members + "}");
    exchange.withCaller(
        aCaller().as(new SubjectRef(SubjectRef.USER, "usr_anne")).withScope().build());

    var problem = assertThrows(ApiException.class, () -> endpoint.handle(exchange));

    assertEquals("insufficient_permissions", problem.code());
    assertTrue(relations.contexts().isEmpty());
  }

  private Map<String, Object> ask(String path, String body) throws IOException {
    var exchange =
        exchange(path, body).withCaller(aCaller().build()).withPermissions("authz.check");
    endpoint.handle(exchange);
    return exchange.answer();
  }

  private static FakeHttpExchange exchange(String path, String body) {
    try {
      return FakeHttpExchange.json(
          ACME, path, JSON.readValue(body.replace('\'', '"'), RelationQueryBody.class));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
