/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Users use the pages of the shipped server in a real browser: from the registration to the end of
 * the session. Screenshots are in {@code target/walk/pictures}.
 */
@ExtendWith(DefaultServerExtension.class)
class UserPagesBrowserIT {

  @TestFactory
  Stream<DynamicTest> fromRegistrationToSigningOut(TestServer server) throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScriptRunner.find("chromium"))
            .or(() -> NodeScriptRunner.find("chromium-browser"))
            .or(() -> NodeScriptRunner.find("google-chrome"));
    NodeScriptRunner scripts =
        NodeScriptRunner.orSkip("walk", chromium.isPresent() ? List.of() : List.of("chromium"));
    TestTenant tenant = TestTenant.create(server);
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
