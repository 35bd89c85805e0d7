package org.lumoauth.itests.http.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.NodeScripts;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/**
 * Users use the pages of the shipped server in a real browser: from the registration to the end of
 * the session. Screenshots are in {@code target/walk/pictures}.
 */
@ExtendWith(Shared.class)
class WalkIT {

  @TestFactory
  Stream<DynamicTest> fromRegistrationToSigningOut(Server server) throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScripts.find("chromium"))
            .or(() -> NodeScripts.find("chromium-browser"))
            .or(() -> NodeScripts.find("google-chrome"));
    NodeScripts scripts =
        NodeScripts.orSkip("walk", chromium.isPresent() ? List.of() : List.of("chromium"));
    Tenant tenant = Tenant.create(server);
    return scripts.run(
        "walk.mjs",
        List.of(
            tenant.admin().base(),
            tenant.key(),
            server.data().resolve("outbox").toString(),
            chromium.orElseThrow().toString(),
            scripts.work().resolve("pictures").toString()));
  }
}
