package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A person, an application that they signed in to, and agents that they let act for them. */
final class Delegated {
  static final String READ = "documents.read";
  static final String WRITE = "documents.write";
  static final String ON_BEHALF = "delegate:on_behalf";
  static final String HOUR = "3600";

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String TYPE = "urn:ietf:params:oauth:token-type:";

  final Tenant tenant;
  final Person person;
  final App app;
  final JsonNode tokens;

  private Delegated(Tenant tenant, Person person, App app, JsonNode tokens) {
    this.tenant = tenant;
    this.person = person;
    this.app = app;
    this.tokens = tokens;
  }

  /** Somebody who signed in to an application. */
  static Delegated signedIn(Server server, Tenant tenant) {
    Person person = Person.create(server, tenant).signIn();
    App app =
        App.register(
            tenant,
            Map.of(
                "allowedScopes",
                List.of("openid", "offline_access", READ, WRITE, "delegations.write")));
    Map<String, String> answer =
        person.allow(
            app, Map.of("scope", "openid offline_access delegations.write " + READ + " " + WRITE));
    return new Delegated(tenant, person, app, app.redeem(answer.get("code")).expect(200).body());
  }

  /** The person's token. */
  String token() {
    return tokens.path("access_token").asText();
  }

  /** An agent that may act for people. */
  Tenant.Agent agent(String... capabilities) {
    return tenant.agent("Courier " + System.nanoTime(), List.of(capabilities), List.of());
  }

  /** An agent that the person lets read for an hour. */
  Tenant.Agent consented(String... capabilities) {
    Tenant.Agent agent = agent(capabilities);
    consent(agent, READ, HOUR);
    return agent;
  }

  /** The person opens the page about the agent, and allows it. */
  void consent(Tenant.Agent agent, String scope, String lifetime) {
    ask(agent, scope);
    person.browser().submitOnly("decision", "allow", "lifetime", lifetime);
    if (person.browser().status() != 200) {
      throw new AssertionError(person.browser().status() + " " + person.browser().text());
    }
  }

  /** The person opens the page about the agent. */
  void ask(Tenant.Agent agent, String scope) {
    person
        .browser()
        .open(
            "/t/"
                + tenant.slug()
                + "/delegation/authorize?"
                + Query.of(Map.of("agent", agent.id(), "scope", scope)));
  }

  /** Exchanges a token and the agent's for one of the agent that acts; no client authenticates. */
  Api.Answer exchange(String subject, String actor, Map<String, String> more) {
    Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "grant_type", EXCHANGE,
                "subject_token", subject,
                "subject_token_type", TYPE + "access_token",
                "actor_token", actor,
                "actor_token_type", TYPE + "access_token"));
    return nobody().form("/oauth/token", Query.of(Query.with(parameters, more)));
  }

  /** The same where it works: the new token. */
  String acting(String subject, Tenant.Agent agent) {
    return exchange(subject, agent.token(), Map.of())
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  /** The API without a credential. */
  Api nobody() {
    return new Api(tenant.admin().base(), Map.of());
  }

  Api bearer(String token) {
    return tenant.admin().with("Authorization", "Bearer " + token);
  }

  /** Whether the agent's client is told that the token holds. */
  boolean active(Tenant.Agent agent, String token) {
    return tenant
        .admin()
        .with("Authorization", agent.basic())
        .form("/oauth/introspect", "token=" + token)
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  /** What the person lets agents do, for administrators. */
  String delegation(Tenant.Agent agent) {
    return tenant
        .admin()
        .get("/admin/delegations?agentId=" + agent.id())
        .expect(200)
        .data()
        .at("/0/id")
        .asText();
  }
}
