package org.lumoauth.itests.http;

import java.io.IOException;
import java.util.Map;
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
          .get("/admin/agents")
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
  };

  private final boolean accessComesBack;
  private final boolean grantComesBack;

  GateParty(boolean accessComesBack, boolean grantComesBack) {
    this.accessComesBack = accessComesBack;
    this.grantComesBack = grantComesBack;
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
