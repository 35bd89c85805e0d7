package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lumoauth.itests.http.GrantTrial.Scene;

/**
 * Who has to be enabled for a token, and what docs/integrators/tokens.md says of what was made
 * before they were switched off: does it come back with them?
 */
enum GateParty {
  TENANT(true, true) {
    @Override
    void turn(Scene scene, boolean on) throws IOException {
      scene
          .server()
          .operator()
          .patch(
              "/api/v1/platform/tenants/" + scene.tenant().slug(),
              Map.of("status", on ? "active" : "disabled"))
          .expect(200);
    }
  },
  /** It keeps its grants, and gets nothing for them while it is off. */
  CLIENT(false, true) {
    @Override
    void turn(Scene scene, boolean on) {
      act(scene, "/admin/clients/" + scene.app().id() + (on ? "/enable" : "/disable"));
    }
  },
  USER(false, false) {
    @Override
    void turn(Scene scene, boolean on) {
      act(scene, "/admin/users/" + scene.person().id() + (on ? "/unblock" : "/block"));
    }
  },
  /** Each that the tenant has. */
  AGENT(false, false) {
    @Override
    void turn(Scene scene, boolean on) {
      scene
          .tenant()
          .admin()
          .get("/admin/agents?limit=100")
          .expect(200)
          .data()
          .forEach(
              agent ->
                  act(
                      scene,
                      "/admin/agents/"
                          + agent.path("id").asText()
                          + (on ? "/enable" : "/disable")));
    }
  },
  /** One outside, by whose word the token was given. */
  ISSUER(false, false) {
    @Override
    void turn(Scene scene, boolean on) {
      act(scene, LaterGrants.issuer(scene) + (on ? "/enable" : "/disable"));
    }
  },
  /** One that vouches for agents, by a rule of theirs: each that the tenant's agents have. */
  PLATFORM(false, false) {
    @Override
    void turn(Scene scene, boolean on) {
      Api admin = scene.tenant().admin();
      for (JsonNode agent : admin.get("/admin/agents?limit=100").expect(200).data()) {
        if (!agent.path("identityType").asText().equals("workload")) {
          continue;
        }
        String rules = "/admin/agents/" + agent.path("id").asText() + "/trust-rules";
        admin
            .get(rules)
            .expect(200)
            .data()
            .forEach(
                rule ->
                    admin
                        .patch(rules + "/" + rule.path("id").asText(), Map.of("enabled", on))
                        .expect(200));
      }
    }
  };

  private final boolean accessComesBack;
  private final boolean grantComesBack;

  GateParty(boolean accessComesBack, boolean grantComesBack) {
    this.accessComesBack = accessComesBack;
    this.grantComesBack = grantComesBack;
  }

  /** Everybody of whom an access token says that they take part in it. */
  static Set<GateParty> in(Scene scene, JsonNode claims) {
    Set<String> ids = new HashSet<>();
    ids.add(claims.path("sub").asText());
    ids.add(claims.path("client_id").asText());
    for (JsonNode act = claims.path("act"); act.isObject(); act = act.path("act")) {
      ids.add(act.path("sub").asText());
    }
    Set<GateParty> parties = EnumSet.of(TENANT);
    for (String id : ids) {
      if (id.equals(scene.app().id())) {
        parties.add(CLIENT);
      } else if (id.equals(scene.person().id())) {
        parties.add(USER);
      } else { // an agent, or its client
        parties.add(AGENT);
      }
    }
    if (!claims.path("issuer_ids").isEmpty()) {
      parties.add(ISSUER);
    }
    if (claims.has("workload")) {
      parties.add(PLATFORM);
    }
    return parties;
  }

  /** Switches off, or on again. */
  abstract void turn(Scene scene, boolean on) throws IOException;

  /** Whether access tokens of before hold again. */
  boolean accessComesBack() {
    return accessComesBack;
  }

  /** Whether refresh tokens of before hold again. */
  boolean grantComesBack() {
    return grantComesBack;
  }

  private static void act(Scene scene, String path) {
    scene.tenant().admin().post(path, Map.of()).expect(200);
  }
}
