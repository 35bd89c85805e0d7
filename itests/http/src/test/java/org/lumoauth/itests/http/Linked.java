package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection of a tenant to another server, and agents that use it. */
record Linked(Tenant tenant, String id) {
  static final String CAPABILITY = "connections.use";
  static final String SECRET = "a secret of ours at the provider";

  static final String CODE = "stub-code-4711";

  private static final String CONNECTIONS = "/admin/connections";
  private static final Pattern GO =
      Pattern.compile("<a class=\"button primary\" href=\"([^\"]+)\">");

  /** A connection with these members beside the usual ones. */
  static Linked registered(Tenant tenant, Map<String, Object> members) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "name", "Files of the team",
                "provider", "files",
                "provider_label", "Files Inc",
                "client_id", "lumo",
                "client_secret", SECRET));
    all.putAll(members);
    JsonNode made = register(tenant, all).expect(201).data();
    return new Linked(tenant, made.path("connection_id").asText());
  }

  /** Asks for one with just these members. */
  static Api.Answer register(Tenant tenant, Map<String, Object> members) {
    return tenant.admin().post(CONNECTIONS, members);
  }

  /** One of users to a stub. */
  static Linked ofUsers(Tenant tenant, StubProvider stub, Map<String, Object> more) {
    Map<String, Object> members =
        new HashMap<>(
            Map.of(
                "authorization_endpoint", stub.address("/authorize"),
                "token_endpoint", stub.address("/token"),
                "revocation_endpoint", stub.address("/revoke"),
                "scopes", List.of("files.read")));
    members.putAll(more);
    return registered(tenant, members);
  }

  /** One of the organization's own to a stub. */
  static Linked machine(Tenant tenant, StubProvider stub, Map<String, Object> more) {
    Map<String, Object> members = new HashMap<>(Map.of("grant_mode", "client_credentials"));
    members.putAll(more);
    return ofUsers(tenant, stub, members);
  }

  /** The connection as administrators see it. */
  JsonNode shown() {
    return tenant.admin().get(path("")).expect(200).data();
  }

  Api.Answer change(Map<String, Object> members) {
    return tenant.admin().patch(path(""), members);
  }

  /** The grants as administrators see them. */
  JsonNode grants() {
    return tenant.admin().get(path("/grants")).expect(200).data();
  }

  /** Has the first grant renewed. */
  Api.Answer refresh() {
    return tenant
        .admin()
        .post(path("/grants/" + grants().at("/0/grant_id").asText() + "/refresh"), Map.of());
  }

  String path(String below) {
    return CONNECTIONS + "/" + id + below;
  }

  /** An agent that may use connections, and act for people. */
  static Tenant.Agent agent(Tenant tenant) {
    return tenant.agent(
        "Courier " + System.nanoTime(), List.of(CAPABILITY, Delegated.ON_BEHALF), List.of());
  }

  /** The agent asks for the token of a user. */
  Api.Answer token(Api agent, Person user) {
    return agent.post(tokenPath(), Map.of("user_id", user.id()));
  }

  /** The agent asks for the token of the organization. */
  Api.Answer token(Api agent) {
    return agent.send("POST", tokenPath(), null, null);
  }

  String tokenPath() {
    return "/agents/me/connections/" + id + "/token";
  }

  /** A person opens the page about the connection: where it leads at the provider. */
  String begin(Person person) {
    person.browser().open("/t/" + tenant.slug() + "/connections/" + id + "/authorize");
    Matcher go = GO.matcher(person.browser().text());
    if (!go.find()) {
      throw new AssertionError(person.browser().status() + " " + person.browser().text());
    }
    return go.group(1).replace("&amp;", "&");
  }

  /** The provider sends a person back with this. */
  Browser comeBack(Person person, Map<String, String> answer) {
    return person.browser().open(callback() + "?" + Query.of(answer));
  }

  String callback() {
    return "/t/" + tenant.slug() + "/connections/" + id + "/callback";
  }

  /** A person links their account at a stub, which asks them nothing. */
  void link(Person person) {
    String state = Query.in(begin(person)).get("state");
    Browser browser = comeBack(person, Map.of("code", CODE, "state", state));
    if (!browser.url().endsWith("/account/connections?done=linked")) {
      throw new AssertionError(browser.url() + " " + browser.text());
    }
  }

  /** The person lets the agent use connections for them. */
  static void consent(Person person, Tenant.Agent agent) {
    person
        .browser()
        .open(
            "/t/"
                + person.tenant().slug()
                + "/delegation/authorize?"
                + Query.of(Map.of("agent", agent.id(), "scope", CAPABILITY)))
        .submitOnly("decision", "allow", "lifetime", Delegated.HOUR);
    if (person.browser().status() != 200) {
      throw new AssertionError(person.browser().status() + " " + person.browser().text());
    }
  }
}
