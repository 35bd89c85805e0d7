package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How a kind of grant is tried over HTTP. A module that brings a grant brings its trial to {@link
 * #ALL}; {@link GateIT} fails without one.
 *
 * @param grant its name in {@code grant_types_supported}
 * @param by what the grant is asked by, where it takes several things: the kind of a token, or how
 *     a client hears of the answer; else the empty text
 * @param who for whom, where there are several trials of one grant
 * @param parties who has to be enabled
 * @param steps everything up to the request for a token; what they give sends that
 */
record GrantTrial(
    String grant,
    String by,
    String who,
    List<GateParty> parties,
    Function<Scene, Supplier<Api.Answer>> steps) {

  private static final String SCOPES = App.SCOPE + " " + Delegated.READ;

  static final List<GrantTrial> ALL =
      List.of(
          new GrantTrial(
              "client_credentials",
              "",
              "a client",
              List.of(GateParty.TENANT, GateParty.CLIENT),
              scene -> () -> scene.app().token(Map.of("grant_type", "client_credentials"))),
          new GrantTrial(
              "client_credentials",
              "",
              "an agent",
              List.of(GateParty.TENANT, GateParty.AGENT),
              scene -> scene.agent()::requestToken),
          forPeople("authorization_code", "", GrantTrial::code),
          forPeople("refresh_token", "", GrantTrial::refresh),
          forPeople(App.DEVICE_CODE, "", GrantTrial::device),
          forPeople(LaterGrants.CIBA, "poll", LaterGrants::onAnotherDevice),
          forPeople(LaterGrants.CIBA, "ping", LaterGrants::pinged),
          forPeople(LaterGrants.TOKEN_EXCHANGE, "access_token", LaterGrants::exchange),
          forPeople(LaterGrants.TOKEN_EXCHANGE, "id_token", LaterGrants::exchangeOfIdentity),
          ofAnIssuer(LaterGrants.TOKEN_EXCHANGE, "jwt", LaterGrants::exchangeOfAssertion),
          new GrantTrial(
              LaterGrants.TOKEN_EXCHANGE,
              "access_token",
              "a user for whom an agent acts",
              List.of(GateParty.TENANT, GateParty.CLIENT, GateParty.USER, GateParty.AGENT),
              LaterGrants::acting),
          new GrantTrial(
              LaterGrants.TOKEN_EXCHANGE,
              "jwt",
              "an agent whose platform vouches for it",
              List.of(GateParty.TENANT, GateParty.AGENT, GateParty.PLATFORM),
              LaterGrants::workload),
          ofAnIssuer(LaterGrants.JWT_BEARER, "", LaterGrants::jwtBearer),
          ofAnIssuer(LaterGrants.JWT_BEARER, "id-jag", LaterGrants::acrossApplications));

  /** A tenant in which a grant is tried, and a gateway that may ask about every token. */
  record Scene(
      Server server,
      Site site,
      Tenant tenant,
      Person person,
      App app,
      App gateway,
      Tenant.Agent agent) {

    static Scene set(Server server, Site site) throws IOException {
      Tenant tenant = Tenant.create(server);
      return new Scene(
          server,
          site,
          tenant,
          Person.create(server, tenant),
          App.register(
              tenant,
              Map.of(
                  "allowedScopes",
                  Stream.of(SCOPES.split(" ")).toList(),
                  "grantTypes",
                  List.of(
                      "authorization_code",
                      "client_credentials",
                      "refresh_token",
                      App.DEVICE_CODE,
                      LaterGrants.CIBA,
                      LaterGrants.TOKEN_EXCHANGE,
                      LaterGrants.JWT_BEARER))),
          App.register(
              tenant,
              Map.of(
                  "redirectUris", List.of(),
                  "grantTypes", List.of("client_credentials"),
                  "allowedScopes", List.of("introspect"))),
          tenant.agent("Agent", List.of(), List.of()));
    }

    /** The person at a fresh browser, signed in. */
    Person signedIn() {
      return new Person(tenant, person.id(), person.email(), new Browser(server.base())).signIn();
    }
  }

  private static GrantTrial forPeople(
      String grant, String by, Function<Scene, Supplier<Api.Answer>> steps) {
    return new GrantTrial(
        grant, by, "a user", List.of(GateParty.TENANT, GateParty.CLIENT, GateParty.USER), steps);
  }

  private static GrantTrial ofAnIssuer(
      String grant, String by, Function<Scene, Supplier<Api.Answer>> steps) {
    return new GrantTrial(
        grant,
        by,
        "a user of whom an issuer tells",
        List.of(GateParty.TENANT, GateParty.CLIENT, GateParty.USER, GateParty.ISSUER),
        steps);
  }

  /** Does everything up to the request for a token, which the result sends. */
  Supplier<Api.Answer> ready(Scene scene) {
    return steps.apply(scene);
  }

  @Override
  public String toString() {
    return grant + (by.isEmpty() ? "" : " by " + by) + " of " + who;
  }

  private static Supplier<Api.Answer> code(Scene scene) {
    String code = scene.signedIn().code(scene.app());
    return () -> scene.app().redeem(code);
  }

  private static Supplier<Api.Answer> refresh(Scene scene) {
    JsonNode tokens = scene.signedIn().tokens(scene.app());
    return () -> scene.app().refresh(tokens);
  }

  private static Supplier<Api.Answer> device(Scene scene) {
    JsonNode begun =
        scene
            .app()
            .api()
            .form("/oauth/device_authorization", Query.of(Map.of("scope", App.SCOPE)))
            .expect(200)
            .body();
    scene
        .signedIn()
        .browser()
        .open(begun.path("verification_uri_complete").asText())
        .submit("user_code", begun.path("user_code").asText())
        .submit("decision", "allow");
    return () ->
        scene
            .app()
            .token(
                Map.of(
                    "grant_type",
                    App.DEVICE_CODE,
                    "device_code",
                    begun.path("device_code").asText()));
  }
}
