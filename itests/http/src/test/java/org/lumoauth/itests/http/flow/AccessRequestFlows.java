/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Requests for access that a decision point made of what it was denied. */
public final class AccessRequestFlows {
  private static final Pattern APPROVAL = Pattern.compile("/t/[a-z0-9-]+/approvals/apr_[0-9A-Z]+");
  private static final String EVALUATION = "/access/v1/evaluation";

  private final TestTenant tenant;
  private final ApiClient pep;
  private final TestPerson ada;
  private final Map<String, Object> question;

  public AccessRequestFlows(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
    pep = tenant.admin();
    pep.patch("/admin/settings/access-requests", Map.of("enabled", true)).expect(200);
    pep.post("/admin/roles", Map.of("name", "Approver", "permissions", List.of("jit.approve")))
        .expect(201);
    ada = TestPerson.create(server, tenant);
    pep.post("/admin/roles/approver/users", Map.of("userId", ada.id())).expect(200);
    ada.signIn();
    question =
        Map.of(
            "subject", Map.of("type", "user", "id", TestPerson.create(server, tenant).id()),
            "action", Map.of("name", "read"),
            "resource", Map.of("type", "document", "id", "q4"));
  }

  /** It waits for who approves. */
  public Executable pendingRequest() {
    JsonNode denied = pep.post(EVALUATION, question).expect(200).body();
    assertFalse(denied.path("decision").asBoolean());
    JsonNode offer = denied.at("/context/access_request");
    Map<String, Object> request = new HashMap<>(question);
    request.put("context", Map.of("business_justification", "The renewal."));
    request.put(
        "denial",
        Map.of(
            "evaluation_id", denied.at("/context/evaluation_id").asText(),
            "expires_at", offer.path("expires_at").asText(),
            "binding_token", offer.path("binding_token").asText()));
    String until = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS).toString();
    request.put("requested_access", Map.of("requested_until", until));
    JsonNode made = pep.post("/access/v1/requests", request).expect(202).body();
    String task = "/access/v1/requests/" + made.at("/task/id").asText();
    return () -> {
      assertEquals("pending", pep.get(task).expect(200).body().at("/task/status").asText());
      Matcher page =
          APPROVAL.matcher(ada.browser().open("/t/" + tenant.slug() + "/approvals").text());
      assertTrue(page.find(), ada.browser().text());
      ada.browser().open(page.group()).submit("decision", "approve");
      JsonNode approval = pep.get(task).expect(200).body().at("/result/approval");
      Map<String, Object> again = new HashMap<>(question);
      again.put("context", Map.of("approval", ApiClient.JSON.convertValue(approval, Map.class)));
      JsonNode decided = pep.post(EVALUATION, again).expect(200).body();
      assertTrue(decided.path("decision").asBoolean(), decided.toString());
    };
  }
}
