/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Questions of agents in natural language and the interpreters that answer them. */
@ExtendWith(ModuleServerExtension.class)
class NaturalLanguageQuestionIT {
  private static final String READ = "documents.read";
  private static final String DELETE = "documents.delete";

  private static TestServer server;
  private TestTenant tenant;
  private ApiClient agent;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @BeforeEach
  void register() throws IOException {
    tenant = TestTenant.create(server);
    agent = tenant.agent("Reader", List.of(READ), List.of()).authenticated();
    tenant.agent("Cleaner", List.of(DELETE), List.of());
  }

  @Test
  void areUnderstoodByAModuleOfTheOperatorForAsLongAsItIsThere(@TempDir Path folder)
      throws Exception {
    String blue = "Is the blue shelf open to me?";
    assertUndecided("question_unclear", ask(blue));

    server.console("lumoauth:module-install file:" + FixedVocabularyModule.archive(folder));
    try {
      JsonNode yes = ask(blue);
      assertTrue(yes.path("allowed").asBoolean(), yes::toString);
      assertEquals(READ, yes.path("action").asText(), yes::toString);
      assertEquals(0.95, yes.path("confidence").asDouble(), yes::toString);
      JsonNode no = ask("Is the red shelf open to me?");
      assertFalse(no.path("allowed").asBoolean(), no::toString);
      assertEquals(DELETE, no.path("action").asText(), no::toString);
      assertEquals(List.of(DELETE), texts(no.path("required_capabilities")), no::toString);
      JsonNode unsure = ask("Is the grey shelf open to me?");
      assertUndecided("question_unclear", unsure);
      assertEquals(0.5, unsure.path("confidence").asDouble(), unsure::toString);
      assertEquals(List.of(READ, DELETE), candidates(unsure));
      JsonNode others = ask("May I read documents?");
      assertTrue(others.path("allowed").asBoolean(), others::toString);
    } finally {
      server.console("lumoauth:module-remove " + FixedVocabularyModule.NAME);
    }

    assertUndecided("question_unclear", ask(blue));
  }

  @Test
  void refusesToDecideWithoutConfidence() {
    JsonNode answer = ask("May I read the covers of documents?");

    assertUndecided("question_unclear", answer);
    assertTrue(answer.path("confidence").asDouble(1) < 0.8, answer::toString);
    assertEquals(READ, candidates(answer).get(0), answer::toString);
    assertTrue(answer.at("/candidates/0/confidence").asDouble(1) < 0.8, answer::toString);
  }

  @Test
  void understandsTheVocabularyOfTheOrganization() throws IOException {
    String question = "May I read dossiers?";
    assertFalse(ask(question).path("allowed").asBoolean());

    Map<String, Object> words = Map.of("synonyms", List.of("dossier,paper=document"));
    tenant.admin().patch("/admin/settings/questions", words).expect(200);

    JsonNode answer = ask(question);
    assertTrue(answer.path("allowed").asBoolean(), answer::toString);
    assertEquals(READ, answer.path("action").asText(), answer::toString);
    TestTenant other = TestTenant.create(server);
    ApiClient elsewhere = other.agent("Reader", List.of(READ), List.of()).authenticated();
    assertFalse(ask(elsewhere, question).path("allowed").asBoolean());
  }

  @Test
  void decidesQuestionsAsPeopleWriteThem() {
    tenant
        .admin()
        .post("/admin/permissions", Map.of("slug", "orders.cancel", "name", "Cancel an order"))
        .expect(201);
    agent = tenant.agent("Clerk", List.of("orders.cancel"), List.of()).authenticated();

    for (String question :
        List.of(
            "hey, am I good to cancel the order 77120? the customer called",
            "Requesting permission to cancle order 77120.",
            "Ich würde gern die Bestellung 77120 stornieren, geht das?",
            "Quería saber si puedo cancelar el pedido 77120")) {
      JsonNode answer = ask(question);
      assertTrue(answer.path("allowed").asBoolean(), () -> question + answer);
      assertEquals("orders.cancel", answer.path("action").asText(), answer::toString);
      assertEquals("order", answer.at("/resource/type").asText(), answer::toString);
      assertEquals("77120", answer.at("/resource/id").asText(), answer::toString);
      assertEquals("embeddings", answer.path("ranked_by").asText(), answer::toString);
    }
  }

  @Test
  void saysWhatTheDecisionDoesNotConsider() {
    tenant.admin().post("/admin/permissions", Map.of("slug", READ)).expect(201);

    JsonNode answer = ask("May I read the documents of Mr Lindqvist from 12 March?");

    assertTrue(answer.path("allowed").asBoolean(), answer::toString);
    assertEquals(
        List.of("Mr Lindqvist", "12 March"),
        texts(answer.path("not_considered")),
        answer::toString);
  }

  @Test
  void namesTheLanguagesThatAreRead() {
    JsonNode answer = ask("Puis-je supprimer cette facture ?");

    assertUndecided("question_language", answer);
    assertTrue(
        answer.path("reason").asText().contains("English, German or Spanish"), answer::toString);
  }

  @Test
  void doesNotOfferAdministrationToAnAgentWithoutIt() {
    JsonNode answer = ask("I'd like to know something about users and their roles");

    assertTrue(
        candidates(answer).stream().noneMatch(each -> each.matches("(users|roles)[.].*")),
        answer::toString);
  }

  private JsonNode ask(String question) {
    return ask(agent, question);
  }

  private static JsonNode ask(ApiClient agent, String question) {
    return agent
        .post("/agents/ask", Map.of("question", question, "explain", "full"))
        .expect(200)
        .body();
  }

  private static void assertUndecided(String code, JsonNode answer) {
    assertFalse(answer.path("allowed").asBoolean(true), answer::toString);
    assertEquals(code, answer.path("reason_code").asText(), answer::toString);
  }

  private static List<String> candidates(JsonNode answer) {
    return answer.path("candidates").findValuesAsText("action");
  }

  private static List<String> texts(JsonNode list) {
    return List.of(ApiClient.JSON.convertValue(list, String[].class));
  }
}
