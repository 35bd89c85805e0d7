/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One running server for the test classes that stop, replace or add modules: should one of them
 * fail half-way, it troubles nobody but those. It may ask the {@link StubSite}.
 */
public final class ModuleServerExtension extends SharedServerExtension {

  /** The header in which a test, as the proxy in front of the server, shows a certificate. */
  public static final String CERTIFICATE = "Client-Cert";

  /** The name and the text of its file of web settings, for tests that change and restore it. */
  public static final String WEB_FILE = "org.lumoauth.platform.web.cfg";

  public static final String WEB_SETTINGS =
      """
      trustedProxies = 127.0.0.1
      clientCertificateHeader = %s
      rateLimits = * ~/oauth/authorize 0/60s ip
      """
          .formatted(CERTIFICATE); // all ask from one address

  private static final String SETTINGS = "org.lumoauth.platform.modules.cfg";

  @Override
  public List<AutoCloseable> start() throws Exception {
    StubSite site = new StubSite();
    TestServer server =
        TestServer.start(
            TestServer.withOptions(site.trustOptions()),
            Map.of(
                "org.lumoauth.platform.outbound.cfg",
                "allowedNetworks = 127.0.0.1/32, ::1\n",
                WEB_FILE,
                WEB_SETTINGS,
                "org.lumoauth.agents.workload.spiffe.cfg",
                SpiffeTrustDomain.config(site)));
    return List.of(site, server);
  }

  /**
   * Switches the API for modules on, with these settings; until then, and after {@link
   * #withoutApi}, it is off, as it is shipped.
   */
  public static void withApi(TestServer server, String settings) throws Exception {
    server.configure(SETTINGS, "apiEnabled = true\n" + settings);
    await(server, 200);
  }

  /** Switches it off. */
  public static void withoutApi(TestServer server) throws Exception {
    server.configure(SETTINGS, "apiEnabled = false\n");
    await(server, 404);
  }

  /** A changed file of settings is taken over within a second or two. */
  private static void await(TestServer server, int status) throws Exception {
    ApiClient operator = server.operator();
    ConditionPoller.until(
        "the API for modules answers " + status,
        Duration.ofSeconds(30),
        () -> operator.get("/api/v1/platform/modules").status() == status);
  }
}
