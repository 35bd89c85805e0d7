/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** The check endpoints with a caller that acts for an agent or a user. */
abstract class CheckEndpointsTestBase {

  static final String PATH = "/authz/check";
  static final String ABOUT_OTHERS = "authz.check";
  static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  static final SubjectRef ROBOT = new SubjectRef(SubjectRef.AGENT, "agt_robot");
  static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  static final Caller CALLER =
      new Caller(
          ROBOT,
          List.of(),
          Optional.of(ACME.id()),
          Optional.empty(),
          Set.of("a.r"),
          CredentialKind.ACCESS_TOKEN,
          "tok_1");

  final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, ROBOT, "a.r", "a.w").allow(ACME, ALICE, "a.r");
  final FakeSubjectDirectory subjects =
      new FakeSubjectDirectory().with(ACME, ALICE).with(ACME, ROBOT);
  final PermissionDecisionService decisions =
      new PermissionDecisionService(authorization, subjects);

  CheckResponses.PermissionCheckResponse check(FakeHttpExchange exchange) throws IOException {
    new PermissionCheckEndpoint(decisions).handle(exchange);
    return assertInstanceOf(CheckResponses.PermissionCheckResponse.class, exchange.body());
  }

  static FakeHttpExchange exchange(PermissionCheckBody body) {
    return FakeHttpExchange.json(ACME, PATH, body).withCaller(CALLER);
  }

  static List<PermissionCheckBody> aboutAlice() {
    var subject = new PermissionCheckBody.CheckSubjectBody("user", "usr_alice", null);
    return List.of(
        new PermissionCheckBody("a.r", null, null, subject, null, null, null, null, null),
        new PermissionCheckBody("a.r", null, null, null, "usr_alice", null, null, null, null),
        new PermissionCheckBody("a.r", null, null, null, null, "usr_alice", null, null, null),
        new PermissionCheckBody("a.r", null, null, null, "usr_alice", null, "user", null, null));
  }

  static void assertCode(String code, Executable call) {
    assertEquals(code, assertThrows(ApiException.class, call).code());
  }
}
