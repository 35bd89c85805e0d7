/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The endpoints with fakes: three users, a document and callers. */
public abstract class AuthzenEndpointTestBase {
  public static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");

  public static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");

  public static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");

  static final Caller PEP =
      new Caller(
          new SubjectRef(SubjectRef.API_KEY, "key_1"),
          List.of(),
          Optional.of(ACME.id()),
          Optional.empty(),
          Set.of("authz:check"),
          CredentialKind.API_KEY,
          "key_1");

  static final Map<String, Object> DOCUMENT = Map.of("type", "document", "id", "7");

  public final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, ALICE, "document.read", "document.viewer");

  public final FakeSubjectDirectory subjects =
      new FakeSubjectDirectory().with(ACME, ALICE).with(ACME, BOB);

  final FakeUserDirectory users = new FakeUserDirectory();

  public final FakeProviderRegistry registry = new FakeProviderRegistry();

  public final EvaluationExtensionInvoker extensions = new EvaluationExtensionInvoker(registry);

  public final EvaluationService desk =
      new EvaluationService(authorization, subjects, users, extensions);

  public final FakeAuthzenRelationServices fake = new FakeAuthzenRelationServices();

  public final RelationServiceLookup relations = fake.install(new RelationServiceLookup());

  public static Map<String, Object> question(SubjectRef subject, String action) {
    return new HashMap<>(
        Map.of(
            "subject", Map.of("type", subject.type(), "id", subject.id()),
            "action", Map.of("name", action),
            "resource", DOCUMENT));
  }

  static Map<String, Object> with(String member, Object value) {
    var body = question(ALICE, "read");
    body.put(member, value);
    return body;
  }

  public static FakeHttpExchange exchange(Map<String, Object> body) {
    return FakeHttpExchange.json(ACME, "/access/v1", body).withCaller(PEP);
  }

  public static void handle(HttpHandler endpoint, FakeHttpExchange exchange) throws IOException {
    endpoint.handle(exchange);
  }
}
