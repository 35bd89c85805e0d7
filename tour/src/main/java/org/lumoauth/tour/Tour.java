/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.tour.Catalogue.Permission;

/** Runs the tour step by step; throws at the first unexpected result. */
final class Tour {

  private static final int CREATED = 201;
  private static final int OK = 200;

  private final Settings settings;
  private final Narrator narrator;
  private final Catalogue catalogue = Catalogue.read();
  private final List<Permission> permissions = catalogue.permissions();
  private final String slug = "tour-" + Integer.toHexString(new SecureRandom().nextInt());

  private Api api;
  private Credential admin;

  Tour(Settings settings, PrintStream out) {
    this.settings = settings;
    this.narrator = new Narrator(out);
  }

  public static void main(String[] options) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      new Tour(Settings.of(options, System.getenv()), out).run();
    } catch (TourFailure failure) {
      out.println();
      out.println("The tour stopped. " + failure.getMessage());
      System.exit(1);
    }
  }

  void run() {
    readTheCatalogue();
    makeATenant();
    importTheCatalogue();
    makeRolesAndAUser();
    var agent = registerAnAgent();
    var token = authenticate(agent);
    var auditIds = askForEverything(token, capabilities(agent));
    readTheAuditLog(auditIds);
    verifyTheChain(auditIds.size());
    showTheTenantsPage();
  }

  private void readTheCatalogue() {
    narrator.step("Read a catalogue of real tools");
    catalogue
        .servers()
        .forEach(server -> narrator.say(server.tools().size() + " tools of " + server.origin()));
    narrator.say(permissions.size() + " tools in total; each becomes a permission <server>.<tool>");
  }

  private void makeATenant() {
    narrator.step("Create a tenant as the operator");
    narrator.variable("BASE", settings.baseUrl());
    narrator.variable("OPERATOR", settings.keySource());
    var operator = Credential.bearer(settings.bootstrapKey(), "OPERATOR");
    var platform = new Api(settings.baseUrl(), "$BASE", narrator);
    var made =
        platform.post(
            "/api/v1/platform/tenants", operator, Map.of("slug", slug, "name", "Tour"), CREATED);
    var key = text(made, "/apiKey");
    narrator.say(
        "Tenant " + text(made, "/data/id") + ". Only this response contains its first API key:");
    narrator.variable("API", "\"$BASE/t/" + slug + "/api/v1\"");
    narrator.secret("ADMIN", "apiKey");
    api = new Api(settings.baseUrl() + "/t/" + slug + "/api/v1", "$API", narrator);
    admin = Credential.apiKey(key, "ADMIN");
  }

  private void importTheCatalogue() {
    narrator.step("Create a permission for each tool of the catalogue");
    var path = "/admin/permissions";
    api.post(path, admin, body(permissions.get(0)), CREATED);
    narrator.say("… and the same for the other " + (permissions.size() - 1) + ".");
    permissions.stream()
        .skip(1)
        .forEach(permission -> api.postQuietly(path, admin, body(permission), CREATED));
  }

  private static Map<String, Object> body(Permission permission) {
    return Map.of(
        "slug", permission.slug(),
        "name", permission.slug(),
        "description", permission.description());
  }

  private void makeRolesAndAUser() {
    narrator.step("Create two roles, and a user with one of them");
    role("Reader", slugs(permissions.stream().filter(Permission::readsOnly).toList()));
    role("Editor", slugs(permissions));
    var user =
        api.post(
            "/admin/users",
            admin,
            Map.of("email", "ada@example.com", "name", "Ada", "roles", List.of("editor")),
            CREATED);
    narrator.say("User " + text(user, "/data/id") + ".");
  }

  private void role(String name, List<String> slugs) {
    var made = api.post("/admin/roles", admin, Map.of("name", name, "permissions", slugs), CREATED);
    narrator.say("Role " + text(made, "/data/id") + " with " + slugs.size() + " permissions.");
  }

  /** Returns all read-only tools of the file server, and the tools to read and answer issues. */
  private List<String> wanted() {
    var wanted =
        new LinkedHashSet<>(
            slugs(
                permissions.stream()
                    .filter(Permission::readsOnly)
                    .filter(permission -> permission.slug().startsWith("filesystem."))
                    .toList()));
    wanted.addAll(List.of("github.list_issues", "github.get_issue", "github.add_issue_comment"));
    return List.copyOf(wanted);
  }

  private JsonNode registerAnAgent() {
    narrator.step("Register an agent; its capabilities are the upper limit of its permissions");
    var made =
        api.post(
            "/admin/agents",
            admin,
            Map.of(
                "name",
                "Triage agent",
                "description",
                "Reads the project's files and answers issues.",
                "capabilities",
                wanted(),
                "roles",
                List.of("editor")),
            CREATED);
    narrator.say("Agent " + text(made, "/data/id") + ". Only this response contains its secret:");
    narrator.variable("CLIENT", text(made, "/data/clientId"));
    narrator.secret("SECRET", "clientSecret");
    return made.path("data");
  }

  private static Set<String> capabilities(JsonNode agent) {
    var capabilities = new LinkedHashSet<String>();
    agent.path("capabilities").forEach(each -> capabilities.add(each.asText()));
    return capabilities;
  }

  private Credential authenticate(JsonNode agent) {
    narrator.step(
        "Authenticate as the agent (OAuth client credentials) and read its own " + "record");
    var client = Credential.basic(text(agent, "/clientId"), text(agent, "/clientSecret"));
    var answer = api.postForm("/oauth/token", client, "grant_type=client_credentials", OK);
    var token = text(answer, "/access_token");
    narrator.say("A token valid for " + answer.path("expires_in").asLong() + " seconds:");
    narrator.secret("TOKEN", "access_token");
    var credential = Credential.bearer(token, "TOKEN");
    var me = api.get("/agents/me", credential, OK);
    require("the agent's id", text(agent, "/id"), text(me, "/identity/id"));
    return credential;
  }

  private List<String> askForEverything(Credential token, Set<String> capabilities) {
    narrator.step("Check every tool in the catalogue as the agent");
    var path = "/agents/ask";
    var table = new Table();
    var auditIds = new ArrayList<String>();
    for (Permission permission : permissions) {
      var body = Map.of("action", permission.slug());
      var answer =
          auditIds.isEmpty()
              ? api.post(path, token, body, OK)
              : api.postQuietly(path, token, body, OK);
      boolean allowed = answer.path("allowed").asBoolean();
      require(
          "allowed for " + permission.slug(), capabilities.contains(permission.slug()), allowed);
      table.add(permission.slug(), allowed, text(answer, "/reason_code"));
      auditIds.add(text(answer, "/audit_id"));
    }
    narrator.say("… and the same for the other " + (permissions.size() - 1) + ":");
    narrator.say("");
    table.lines().forEach(narrator::say);
    narrator.say("");
    narrator.say(
        table.allowed()
            + " allowed, "
            + table.denied()
            + " denied. The role Editor permits all of them,"
            + " but the agent's capabilities limit every role.");
    return auditIds;
  }

  private void readTheAuditLog(List<String> auditIds) {
    narrator.step("Find every decision in the audit log");
    var list = api.get("/admin/audit-logs?action=agent.ask&limit=1", admin, OK);
    require("number of agent.ask records", auditIds.size(), list.at("/meta/total").asInt());
    var last = auditIds.get(auditIds.size() - 1);
    var record = api.get("/admin/audit-logs/" + last, admin, OK);
    narrator.say(record.path("data").toString());
  }

  private void verifyTheChain(int answers) {
    narrator.step("Verify the hash chain of the audit records");
    var verified = api.postNothing("/admin/audit-logs/verify", admin, OK).path("data");
    if (!verified.has("broken") || !verified.path("broken").isNull()) {
      throw new TourFailure("The audit chain must be intact but is not: " + verified);
    }
    long records = verified.path("records").asLong();
    if (records < answers) {
      throw new TourFailure("The chain must have at least " + answers + " records: " + verified);
    }
    narrator.say(records + " records verified; head " + text(verified, "/headHash"));
  }

  private void showTheTenantsPage() {
    narrator.step("Open the tenant's page in a browser");
    narrator.say(settings.baseUrl() + "/t/" + slug + "/");
  }

  private static List<String> slugs(List<Permission> some) {
    return some.stream().map(Permission::slug).toList();
  }

  private static String text(JsonNode node, String pointer) {
    var value = node.at(pointer);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw new TourFailure(
          "A string is expected at " + pointer + " in " + Secrets.hidden(node.toString()));
    }
    return value.asText();
  }

  private static void require(String what, Object expected, Object got) {
    if (!expected.equals(got)) {
      throw new TourFailure(what + " should be " + expected + " but is " + got + ".");
    }
  }
}
